using Platform.Cli.Running;

namespace Platform.Cli.Labs;

/// <summary>Where an attendee works on one lab: never inside the product, and thrown away by a reset.</summary>
/// <param name="Root">The folder of all labs.</param>
/// <param name="Number">The lab.</param>
internal sealed record LabFolder(string Root, int Number)
{
    // Proves that a folder is ours before it is deleted.
    private const string Mark = ".lab";

    public string Path => System.IO.Path.Combine(Root, Number.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public bool IsSetUp => System.IO.File.Exists(this[Mark]);

    /// <summary>The path of something inside.</summary>
    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>As people type it: relative to where they are, if it is below.</summary>
    public string Shown(params string[] parts) => Show(this[parts]);

    /// <summary>The folder asked for, else <c>PLATFORM_LABS</c>, else <c>labs-work</c> in the repository.</summary>
    public static LabFolder Resolve(string? asked, int number)
    {
        var chosen = !string.IsNullOrWhiteSpace(asked) ? asked : Environment.GetEnvironmentVariable("PLATFORM_LABS");
        return new(System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(chosen) ? Repository.File("labs-work") : chosen), number);
    }

    public static string Show(string path)
    {
        var relative = System.IO.Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    /// <summary>Makes it anew and lets somebody fill it. A folder that could not be filled is not left behind.</summary>
    public void Fill(Action<LabFolder> fill)
    {
        Directory.CreateDirectory(Path);
        File.WriteAllText(this[Mark], $"{Number}\n");
        try
        {
            fill(this);
        }
        catch
        {
            Directory.Delete(Path, recursive: true);
            throw;
        }
    }

    /// <summary>Deletes it, if it is one.</summary>
    /// <exception cref="LabException">There is a folder that no lab made.</exception>
    public void Delete()
    {
        if (!Directory.Exists(Path))
            return;
        if (!IsSetUp)
            throw new LabException($"{Path} was not made by a lab (it has no {Mark} file), so it stays. Move it away, or choose another place with --work.");
        // What git keeps is read-only.
        foreach (var file in Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories))
            File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(Path, recursive: true);
    }

    /// <summary>Copies a folder tree into the lab.</summary>
    public void Copy(string from, params string[] to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(this[to], System.IO.Path.GetRelativePath(from, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
