namespace Platform.Hosting.Running;

/// <summary>Finds a program the way a shell would.</summary>
internal static class ProgramLookup
{
    /// <summary>The path of the program, or null.</summary>
    public static string? Find(string command, string workingDirectory)
    {
        if (command.Contains('/', StringComparison.Ordinal) || Path.IsPathRooted(command))
        {
            var path = Path.GetFullPath(command, workingDirectory);
            return Candidates(path).FirstOrDefault(File.Exists);
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => Candidates(Path.Combine(folder, command))).FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> Candidates(string path)
        => OperatingSystem.IsWindows() && !Path.HasExtension(path) ? [path + ".exe", path + ".cmd", path] : [path];
}
