using System.CommandLine;
using Platform.Cli.Running;

namespace Platform.Cli;

/// <summary><c>platform resource NAME COMMAND</c>: stop, start, restart, kill, freeze or thaw one resource.</summary>
internal static class ResourceCommand
{
    public static Command Create()
    {
        var state = GlobalOptions.State();
        var name = new Argument<string>("resource") { Description = "Which resource; ./platform ps lists them" };
        var action = new Argument<string>("command") { Description = "start, stop, restart, kill, freeze or thaw" };
        var command = new Command("resource", """
            Do something to one resource of a running platform.

            start, stop and restart do what they say; a stopped resource stays down. kill ends the process without warning, and it comes back like
            after a crash. freeze stops its clock, so that it holds its connections and answers nobody; thaw ends that.

            Examples:
              platform resource records restart
              platform resource records-dapr kill
              platform resource policy freeze

            Exit codes: 0 done, 1 refused, 3 nothing runs.
            """) { name, action, state };
        command.SetAction(async (result, cancellationToken) =>
        {
            var folder = StateFolder.Resolve(result.GetValue(state));
            using var api = AppHostApi.Connect(folder);
            if (api is null)
            {
                return NotRunning.Tell(folder);
            }

            var answer = await api.CommandAsync(result.GetValue(name)!, result.GetValue(action)!, cancellationToken);
            (answer.Success ? Console.Out : Console.Error).WriteLine(answer.Message ?? "Done.");
            return answer.Success ? ExitCode.Ok : ExitCode.Failed;
        });
        return command;
    }
}
