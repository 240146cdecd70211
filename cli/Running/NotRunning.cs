namespace Platform.Cli.Running;

/// <summary>The answer of every command that needs a running platform when there is none.</summary>
internal static class NotRunning
{
    public static int Tell(StateFolder folder)
    {
        Console.Error.WriteLine(folder.RunningPid() is { } pid
            ? $"The platform on {folder.Path} (pid {pid}) is just starting or stopping; try again in a moment."
            : $"No platform runs on {folder.Path}. Start it: ./platform up");
        return ExitCode.NotRunning;
    }
}
