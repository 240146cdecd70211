using System.CommandLine;

namespace Platform.Cli;

internal static class UpCommand
{
    public static Command Create()
    {
        var command = new Command("up", "");
        command.SetAction(_ =>
        {
            Console.Error.WriteLine("'up' is not built yet");
            return ExitCode.Failed;
        });
        return command;
    }
}
