using System.CommandLine;

namespace Platform.Cli.Policy.Emergency;

/// <summary><c>policy lift</c>: opens again what was closed in an emergency.</summary>
internal static class LiftCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("denial-id") { Description = "The id that `policy deny` printed, or `policy denials` lists" };
        var persona = new Option<string>("--as") { Description = "Who lifts", DefaultValueFactory = _ => "operator" };
        var (state, json) = (GlobalOptions.State(), GlobalOptions.Json());
        var command = new Command("lift", """
            Open again what was closed in an emergency. What is open then is what the policies permit, and no more.

            Examples:
              platform policy lift 5d41402abc4b
              platform policy lift "$(platform policy denials --json | jq -r '.denials[0].id')"

            Exit codes: 0 lifted, 1 nothing of this id is closed, refused or failed, 3 nothing runs.
            """) { id, persona, state, json };
        command.SetAction((result, cancellation) => DenialQuestion.AskAsync(
            result.GetValue(state),
            result.GetValue(persona)!,
            async question =>
            {
                var lifted = await question.LiftAsync(result.GetValue(id)!);
                var changed = (bool)lifted["changed"]!;
                if (result.GetValue(json))
                    Console.WriteLine(lifted.ToJsonString());
                else if (changed)
                    Console.WriteLine($"Lifted, by revision {lifted["revision"]}.");
                else
                    Console.Error.WriteLine($"Nothing is closed as {result.GetValue(id)}. ./platform policy denials lists what is.");
                return changed ? ExitCode.Ok : ExitCode.Failed;
            },
            cancellation));
        return command;
    }
}
