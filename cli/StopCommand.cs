using System.CommandLine;

namespace Platform.Cli;

internal static class StopCommand
{
    public static Command Create()
    {
        var command = new Command("stop", "");
        command.SetAction(_ =>
        {
            Console.Error.WriteLine("'stop' is not built yet");
            return ExitCode.Failed;
        });
        return command;
    }
}
