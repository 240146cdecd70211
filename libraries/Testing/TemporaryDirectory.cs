namespace Platform.Testing;

/// <summary>A directory of its own, readable by its owner only, that is deleted with everything in it when disposed.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    /// <summary>The absolute path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("platform-").FullName;

    /// <summary>The absolute path of a name below the directory; nothing is created.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a text file below the directory, making the folders on the way, and returns its path.</summary>
    public string Write(string name, string text)
    {
        var path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
    }
}
