namespace Platform.Hosting.Running;

/// <summary>How a program is started at the head of a process group of its own, so that it and all it starts can be ended together.</summary>
internal static class ProcessGroup
{
    private static readonly Lazy<string[]> Prefix = new(FindPrefix);

    /// <summary>The command line that gives the program its own session. On Windows there are no sessions; a tree is ended instead.</summary>
    public static (string Program, IEnumerable<string> Arguments) Lead(string program, IReadOnlyList<string> arguments)
        => Prefix.Value is [var first, .. var rest] ? (first, [.. rest, program, .. arguments]) : (program, arguments);

    private static string[] FindPrefix()
    {
        if (OperatingSystem.IsWindows())
        {
            return [];
        }

        var here = Directory.GetCurrentDirectory();
        if (ProgramLookup.Find("setsid", here) is { } setsid)
        {
            return [setsid];
        }

        // macOS has no setsid program, but always perl. The process is the same after exec, so its id stays.
        return ProgramLookup.Find("perl", here) is { } perl
            ? [perl, "-e", "use POSIX; POSIX::setsid(); exec { $ARGV[0] } @ARGV or die $!", "--"]
            : throw new StartRefusedException(
                ExitCodes.MissingTool, "The program 'setsid' is missing; it keeps child processes together. Install it: apt-get install util-linux");
    }
}
