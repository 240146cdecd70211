namespace Platform.Cli;

/// <summary>The checkout that this program was built in: the folder with <c>Platform.sln</c> above it.</summary>
public static class Checkout
{
    /// <summary>The absolute path.</summary>
    /// <exception cref="InvalidOperationException">The program was moved out of its checkout.</exception>
    public static string Root { get; } = Find() ?? throw new InvalidOperationException(
        $"no folder above {AppContext.BaseDirectory} holds Platform.sln; run ./platform from a checkout");

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Platform.sln")))
                return folder.FullName;
        }
        return null;
    }
}
