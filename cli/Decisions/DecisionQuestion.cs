using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Platform.Cli.SignIn;

namespace Platform.Cli.Decisions;

/// <summary>Asks the control plane through the gateway, signed in as a persona.</summary>
internal static class DecisionQuestion
{
    /// <summary>Asks, and hands the answer on.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> AskAsync(string path, string persona, string? state, Action<JsonNode> print, CancellationToken cancellation) => SignedInQuestion.AskAsync(
        state,
        persona,
        "aal2",
        async (gateway, session) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
            session.Sign(request);
            using var answer = await gateway.SendAsync(request, cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            if (answer.IsSuccessStatusCode)
            {
                print(JsonNode.Parse(text)!);
                return ExitCode.Ok;
            }

            await Console.Error.WriteLineAsync(answer.StatusCode switch
            {
                HttpStatusCode.NotFound => "No decision of this id is in the log. It may be some tenths of a second on its way; older ones make room.",
                HttpStatusCode.Forbidden => $"{persona} may not read the decision log; an operator may (--as operator).",
                var status => string.Create(CultureInfo.InvariantCulture, $"The gateway answered {(int)status}."),
            });
            return ExitCode.Failed;
        },
        cancellation);
}
