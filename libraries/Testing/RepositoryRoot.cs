namespace Platform.Testing;

/// <summary>Finds the checkout that a test runs in, by walking up to the folder with <c>Platform.sln</c>.</summary>
public static class RepositoryRoot
{
    /// <summary>The absolute path of the checkout.</summary>
    /// <exception cref="InvalidOperationException">No folder above the test assembly holds the solution.</exception>
    public static string Path { get; } = Find()
        ?? throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} holds Platform.sln");

    /// <summary>A folder of the data that lies beside a checkout (<c>../shared/…</c>), or null where it is absent; the test is then skipped.</summary>
    /// <param name="name">For example <c>fhir</c> or <c>opa-conformance</c>.</param>
    public static string? SharedData(string name) => Beside(name, Directory.Exists);

    /// <summary>A page of the data that lies beside a checkout, or null where it is absent; the test is then skipped.</summary>
    /// <param name="name">For example <c>aspire-api.md</c>.</param>
    public static string? SharedFile(string name) => Beside(name, File.Exists);

    private static string? Beside(string name, Func<string, bool> exists)
    {
        for (var folder = new DirectoryInfo(Path); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", name);
            if (exists(candidate))
                return candidate;
        }
        return null;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Platform.sln")))
                return folder.FullName;
        }
        return null;
    }
}
