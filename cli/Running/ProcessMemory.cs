using System.Globalization;

namespace Platform.Cli.Running;

/// <summary>What a process takes, shared pages counted in proportion where the system tells that.</summary>
internal static class ProcessMemory
{
    public static long? Of(int pid) => Field($"/proc/{pid}/smaps_rollup", "Pss:") ?? Field($"/proc/{pid}/status", "VmRSS:");

    public static string Text(long? bytes) => bytes is { } known ? (known / (1024.0 * 1024)).ToString("0", CultureInfo.InvariantCulture) + " MiB" : "";

    private static long? Field(string file, string name)
    {
        try
        {
            var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
            return line is null ? null : long.Parse(line[name.Length..].Trim().Split(' ')[0], CultureInfo.InvariantCulture) * 1024;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another system, or the process ended meanwhile.
            return null;
        }
    }
}
