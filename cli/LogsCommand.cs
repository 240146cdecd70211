using System.CommandLine;

namespace Platform.Cli;

internal static class LogsCommand
{
    public static Command Create()
    {
        var command = new Command("logs", "");
        command.SetAction(_ =>
        {
            Console.Error.WriteLine("'logs' is not built yet");
            return ExitCode.Failed;
        });
        return command;
    }
}
