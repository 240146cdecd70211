using System.CommandLine;
using System.Text.Json.Nodes;

namespace Platform.Cli.Policy.Emergency;

/// <summary><c>policy deny</c>: closes something everywhere, at once.</summary>
internal static class DenyCommand
{
    private const string Any = "*";

    public static Command Create()
    {
        var action = new Option<string?>("--action") { Description = "Close this action, such as records.note.read, to everybody, or to --workload", HelpName = "ACTION" };
        var workload = new Option<string?>("--workload") { Description = "Close everything, or --action, to this caller: its app-id, such as referrals, or its SPIFFE ID", HelpName = "CALLER" };
        var everything = new Option<bool>("--everything") { Description = "Close everything to everybody, but for seeing why and opening again" };
        var reason = new Option<string>("--reason") { Description = "Why, for those who look later; nothing about a patient", HelpName = "TEXT", Required = true };
        var persona = new Option<string>("--as") { Description = "Who closes", DefaultValueFactory = _ => "operator" };
        var (state, json) = (GlobalOptions.State(), GlobalOptions.Json());
        var command = new Command("deny", """
            Close an action, a caller or everything in an emergency, until it is lifted. The control plane publishes a revision with the denial, which
            every service enforces as soon as it has it: within seconds, 30 at most. Services answer 403, messages are parked and can be replayed.
            It outlives restarts of the platform. One operator, signed in strongly, suffices.

            Examples:
              platform policy deny --action records.note.read --reason "notes of the wrong patient, incident 42"
              platform policy deny --workload notifications --reason "asks for what it never asked for"
              platform policy deny --everything --reason "stolen signing key"

            Exit codes: 0 closed (or it was already), 1 refused or failed, 2 bad arguments, 3 nothing runs.
            """) { action, workload, everything, reason, persona, state, json };
        command.Validators.Add(result =>
        {
            var narrow = result.GetValue(action) is not null || result.GetValue(workload) is not null;
            if (narrow == result.GetValue(everything))
                result.AddError("Say what to close: --action, --workload or both; or --everything.");
        });
        command.SetAction((result, cancellation) => DenialQuestion.AskAsync(
            result.GetValue(state),
            result.GetValue(persona)!,
            async question =>
            {
                var known = await question.ListAsync();
                if (Known(known["actions"]!, result.GetValue(action), "action") is not { } closed
                    || Known(known["workloads"]!, result.GetValue(workload), "caller") is not { } caller)
                    return ExitCode.BadArguments;
                var imposed = await question.ImposeAsync(closed, caller, result.GetValue(reason)!);
                if (result.GetValue(json))
                    Console.WriteLine(imposed.ToJsonString());
                else
                    Console.WriteLine((bool)imposed["changed"]!
                        ? $"Closed, by revision {imposed["revision"]}. To open it again: ./platform policy lift {imposed["id"]}"
                        : $"It was closed already, as {imposed["id"]}.");
                return ExitCode.Ok;
            },
            cancellation));
        return command;
    }

    // A name that nobody has would close nothing.
    private static string? Known(JsonNode known, string? asked, string kind)
    {
        if (asked is null)
            return Any;
        var names = known.AsArray().Select(name => (string)name!).ToList();
        if (names.FirstOrDefault(name => name == asked || name.EndsWith("/" + asked, StringComparison.Ordinal)) is { } found)
            return found;
        Console.Error.WriteLine($"There is no {kind} {asked}. ./platform policy denials lists those that there are.");
        return null;
    }
}
