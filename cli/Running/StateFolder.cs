using System.Globalization;

namespace Platform.Cli.Running;

/// <summary>The folder in which one platform keeps everything; at most one <c>up</c> uses it at a time.</summary>
internal sealed record StateFolder(string Path)
{
    public string AppHost => System.IO.Path.Combine(Path, "apphost");

    public string ApiFile => System.IO.Path.Combine(AppHost, "api.json");

    public string LockFile => System.IO.Path.Combine(AppHost, "lock");

    /// <summary>The folder asked for, else <c>PLATFORM_STATE</c>, else <c>.platform</c> in the repository.</summary>
    public static StateFolder Resolve(string? asked)
    {
        var chosen = !string.IsNullOrWhiteSpace(asked) ? asked : Environment.GetEnvironmentVariable("PLATFORM_STATE");
        return new(System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(chosen) ? System.IO.Path.Combine(Repository.Root, ".platform") : chosen));
    }

    public bool LooksLikeState() => Directory.Exists(AppHost);

    /// <summary>The process id of the AppHost that holds the lock, or null when nobody does.</summary>
    public int? RunningPid()
    {
        if (!File.Exists(LockFile))
        {
            return null;
        }

        try
        {
            // The AppHost holds the lock for as long as it lives, however it ends; the id beside it proves nothing.
            using var probe = new FileStream(LockFile, FileMode.Open, FileAccess.Read, FileShare.Read);
            return null;
        }
        catch (IOException)
        {
            var file = System.IO.Path.Combine(AppHost, "pid");
            return File.Exists(file) && int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : -1;
        }
    }
}
