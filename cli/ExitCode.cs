namespace Platform.Cli;

/// <summary>What the process returns; part of the command line's contract and shown in its help.</summary>
internal static class ExitCode
{
    /// <summary>Done, or stopped on request.</summary>
    public const int Ok = 0;

    /// <summary>Something failed: a resource, an attack that was not refused, a test.</summary>
    public const int Failed = 1;

    /// <summary>Arguments or files that cannot be used.</summary>
    public const int BadArguments = 2;

    /// <summary>The platform is not running, so there is nothing to ask.</summary>
    public const int NotRunning = 3;

    /// <summary>Another <c>up</c> holds the state folder.</summary>
    public const int AlreadyRunning = 4;

    /// <summary>A tool that is needed is missing or too old.</summary>
    public const int MissingTool = 5;

    /// <summary>The build failed; told by the script that builds.</summary>
    public const int BuildFailed = 6;
}
