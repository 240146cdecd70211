using System.Globalization;

namespace Platform.Hosting.Running;

/// <summary>Who listens on a port, as far as Linux lets us see it.</summary>
internal static class PortHolder
{
    private const string Listening = "0A";

    /// <summary>For example <c>nginx (pid 812)</c>, or null when that cannot be seen.</summary>
    public static string? Find(int port)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var sockets = Inodes("/proc/net/tcp", port).Concat(Inodes("/proc/net/tcp6", port)).Select(inode => $"socket:[{inode}]").ToHashSet();
        return sockets.Count == 0 ? null : Directory.EnumerateDirectories("/proc").Select(folder => Owner(folder, sockets)).FirstOrDefault(o => o is not null);
    }

    private static IEnumerable<string> Inodes(string table, int port)
    {
        var wanted = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return !File.Exists(table) ? [] : File.ReadLines(table).Skip(1)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[1].EndsWith(wanted, StringComparison.Ordinal) && fields[3] == Listening)
            .Select(fields => fields[9]);
    }

    private static string? Owner(string folder, HashSet<string> sockets)
    {
        if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var pid))
        {
            return null;
        }

        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(folder, "fd"))
                .Any(descriptor => File.ResolveLinkTarget(descriptor, returnFinalTarget: false) is { } target && sockets.Contains(target.Name))
                ? $"{File.ReadAllText(Path.Combine(folder, "comm")).Trim()} (pid {pid})"
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The process ended meanwhile, or belongs to somebody else.
            return null;
        }
    }
}
