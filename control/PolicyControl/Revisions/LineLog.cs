namespace Platform.PolicyControl.Revisions;

/// <summary>A file to which whole lines are added and from which none is removed; what a crash left of a last line never was.</summary>
internal static class LineLog
{
    /// <summary>The whole lines; a torn last one is cut off.</summary>
    public static IReadOnlyList<string> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var text = File.ReadAllText(path);
        var whole = text.LastIndexOf('\n') + 1;
        if (whole < text.Length)
        {
            using var log = new FileStream(path, FileMode.Open, FileAccess.Write);
            log.SetLength(System.Text.Encoding.UTF8.GetByteCount(text.AsSpan(0, whole)));
        }

        return text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Adds a line; it is on disk when this returns.</summary>
    public static void Append(string path, ReadOnlySpan<byte> line) => Write(path, FileMode.Append, [.. line, (byte)'\n']);

    /// <summary>Writes a file that only its owner reads; it is on disk when this returns.</summary>
    public static void Write(string path, FileMode mode, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}
