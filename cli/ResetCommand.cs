using System.CommandLine;
using Platform.Cli.Running;

namespace Platform.Cli;

/// <summary><c>platform reset</c>: deletes the state folder of a platform that is not running.</summary>
internal static class ResetCommand
{
    public static Command Create()
    {
        var state = GlobalOptions.State();
        var command = new Command("reset", """
            Delete all state: keys, certificates, databases, spools, logs. Refuses while the platform runs.

            Examples:
              platform reset
              platform reset --state /tmp/workshop
            """) { state };
        command.SetAction(result =>
        {
            var folder = StateFolder.Resolve(result.GetValue(state));
            if (folder.RunningPid() is { } pid)
            {
                Console.Error.WriteLine($"The platform is running on {folder.Path} (pid {pid}). Stop it first: ./platform stop");
                return ExitCode.AlreadyRunning;
            }

            if (!Directory.Exists(folder.Path))
            {
                Console.WriteLine($"Nothing to delete: {folder.Path} does not exist.");
                return ExitCode.Ok;
            }

            if (!folder.LooksLikeState())
            {
                Console.Error.WriteLine($"{folder.Path} holds no platform state (no apphost folder in it); nothing was deleted.");
                return ExitCode.Failed;
            }

            Directory.Delete(folder.Path, recursive: true);
            Console.WriteLine($"Deleted {folder.Path}");
            return ExitCode.Ok;
        });
        return command;
    }
}
