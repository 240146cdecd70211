using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Cli.SignIn;

namespace Platform.Cli.Policy.Emergency;

/// <summary>Asks the control plane for what is closed, through the gateway, as somebody signed in strongly.</summary>
internal sealed class DenialQuestion(HttpClient gateway, PersonaSession session, CancellationToken cancellation)
{
    private const string Path = "/policies/denials";

    /// <summary>Asks as an operator, or whoever tries.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> AskAsync(string? state, string persona, Func<DenialQuestion, Task<int>> ask, CancellationToken cancellation) => SignedInQuestion.AskAsync(
        state,
        persona,
        "aal3",
        async (gateway, session) =>
        {
            try
            {
                return await ask(new DenialQuestion(gateway, session, cancellation));
            }
            catch (DenialRefusedException refused)
            {
                await Console.Error.WriteLineAsync(refused.Message);
                return ExitCode.Failed;
            }
        },
        cancellation);

    /// <summary>What is closed, and what can be: <c>denials</c>, <c>actions</c>, <c>workloads</c>.</summary>
    /// <exception cref="DenialRefusedException">The persona may not ask.</exception>
    public Task<JsonNode> ListAsync() => SendAsync(HttpMethod.Get, Path, null);

    /// <summary>Closes an action to a workload; <c>*</c> is any.</summary>
    /// <exception cref="DenialRefusedException">The persona may not close anything, or the control plane does not take it.</exception>
    public Task<JsonNode> ImposeAsync(string action, string workload, string reason) =>
        SendAsync(HttpMethod.Post, Path, new JsonObject { ["action"] = action, ["workload"] = workload, ["reason"] = reason });

    /// <summary>Opens again.</summary>
    /// <exception cref="DenialRefusedException">The persona may not.</exception>
    public Task<JsonNode> LiftAsync(string id) => SendAsync(HttpMethod.Delete, $"{Path}/{Uri.EscapeDataString(id)}", null);

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, JsonNode? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        session.Sign(request);
        using var answer = await gateway.SendAsync(request, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new DenialRefusedException(answer.StatusCode switch
        {
            HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => $"{session.Persona} may not do this; an operator may (--as operator).",
            HttpStatusCode.BadRequest => "The control plane does not take this: the reason is too long, or 50 denials are in force already. ./platform policy denials lists them.",
            var status => string.Create(CultureInfo.InvariantCulture, $"The gateway answered {(int)status}."),
        });
    }
}

/// <summary>The platform refused; the message says what to do.</summary>
internal sealed class DenialRefusedException(string message) : Exception(message);
