namespace Platform.Cli.Running;

/// <summary>Where the repository is: found from the built program upwards, so that any working directory will do.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>A path inside the repository.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The output folder of another project, of the same build as this program.</summary>
    public static string BuildFolderOf(string project)
        => File(project, Path.GetRelativePath(File("cli"), AppContext.BaseDirectory));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Platform.sln above {AppContext.BaseDirectory}; run the platform from its repository.");
    }
}
