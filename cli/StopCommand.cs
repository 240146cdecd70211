using System.CommandLine;
using Platform.Cli.Running;

namespace Platform.Cli;

/// <summary><c>platform stop</c>: stops a running platform, in order, from another terminal.</summary>
internal static class StopCommand
{
    public static Command Create()
    {
        var state = GlobalOptions.State();
        var command = new Command("stop", """
            Stop a running platform in order, and wait until it is gone.

            Examples:
              platform stop
              platform stop --state /tmp/workshop

            Exit codes: 0 stopped, 3 nothing was running.
            """) { state };
        command.SetAction(async (result, cancellationToken) =>
        {
            var folder = StateFolder.Resolve(result.GetValue(state));
            using var api = AppHostApi.Connect(folder);
            if (api is null)
            {
                return NotRunning.Tell(folder);
            }

            await api.StopAsync(cancellationToken);
            while (folder.RunningPid() is not null)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
            }

            Console.WriteLine("Stopped.");
            return ExitCode.Ok;
        });
        return command;
    }
}
