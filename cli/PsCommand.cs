using System.CommandLine;

namespace Platform.Cli;

internal static class PsCommand
{
    public static Command Create()
    {
        var command = new Command("ps", "");
        command.SetAction(_ =>
        {
            Console.Error.WriteLine("'ps' is not built yet");
            return ExitCode.Failed;
        });
        return command;
    }
}
