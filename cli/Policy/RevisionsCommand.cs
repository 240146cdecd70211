using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Cli.SignIn;
using Spectre.Console;

namespace Platform.Cli.Policy;

/// <summary><c>policy revisions</c>: what was published, and which service enforced it from when to when.</summary>
internal static class RevisionsCommand
{
    public static Command Create()
    {
        var persona = new Option<string>("--as") { Description = "Who asks", DefaultValueFactory = _ => "operator" };
        var (state, json) = (GlobalOptions.State(), GlobalOptions.Json());
        var command = new Command("revisions", """
            Print the last 20 revisions of the policies, the newest first: why and when each was published, and which service enforced it from when to when.

            A service enforced a revision from its first poll that named it to its first that named another; it polls again as soon as it has activated one.
            With --json, standard output holds one line: {"revisions", "activations"}.

            Examples:
              platform policy revisions
              platform policy revisions --json | jq '.activations[] | select(.until == null)'

            Exit codes: 0 answered, 1 refused or failed, 3 nothing runs.
            """) { persona, state, json };
        command.SetAction((result, cancellation) => SignedInQuestion.AskAsync(
            result.GetValue(state),
            result.GetValue(persona)!,
            "aal2",
            (gateway, session) => AskAsync(gateway, session, result.GetValue(json), cancellation),
            cancellation));
        return command;
    }

    private static async Task<int> AskAsync(HttpClient gateway, PersonaSession session, bool json, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/policies", UriKind.Relative));
        session.Sign(request);
        using var answer = await gateway.SendAsync(request, cancellation);
        if (!answer.IsSuccessStatusCode)
        {
            await Console.Error.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{session.Persona} was not told: the gateway answered {(int)answer.StatusCode}. An operator may ask (--as operator)."));
            return ExitCode.Failed;
        }

        var known = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation))!;
        var (revisions, activations) = (known["revisions"]!.AsArray(), known["activations"]!.AsArray());
        if (json)
            Console.WriteLine(new JsonObject { ["revisions"] = revisions.DeepClone(), ["activations"] = activations.DeepClone() }.ToJsonString());
        else
            Print(revisions, activations);
        return ExitCode.Ok;
    }

    private static void Print(JsonArray revisions, JsonArray activations)
    {
        foreach (var revision in revisions)
        {
            var (name, digest) = ((string)revision!["name"]!, (string)revision["digest"]!);
            AnsiConsole.WriteLine($"{name}  {(string)revision["cause"]!}, published {Time(revision["published"])}, digest {digest}");
            foreach (var activation in activations.Where(activation => (string)activation!["digest"]! == digest))
                AnsiConsole.WriteLine($"  {((string)activation!["service"]!).Split('/')[^1],-14} since {Time(activation["since"])}{(activation["until"] is { } until ? $" until {Time(until)}" : "")}");
        }
    }

    private static string Time(JsonNode? time) => ((DateTimeOffset)time!).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
