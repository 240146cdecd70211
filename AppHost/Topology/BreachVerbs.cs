namespace Platform.AppHost.Topology;

internal static class BreachVerbs
{
    /// <summary>
    /// The attacks of <c>./platform demo</c> as a program that somebody starts: the dashboard's page asks for it and shows its log, and holds no credential of the
    /// attacks itself. It is one resource, so it runs once at a time, and stopping it is what stops any resource.
    /// </summary>
    public static void AddBreach(this IDistributedApplicationBuilder builder, PlatformEnvironment platform)
    {
        // Built beside the AppHost, of the same variant and configuration.
        var built = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar).Split(Path.DirectorySeparatorChar)[^4..];
        var program = Path.Combine([builder.AppHostDirectory, "..", "cli", .. built, OperatingSystem.IsWindows() ? "Platform.Cli.exe" : "Platform.Cli"]);
        if (File.Exists(program))
        {
            builder.AddExecutable("breach", Path.GetFullPath(program), "..", "demo", "--only", "breach", "--json-lines")
                .WithEnvironment("PLATFORM_STATE", platform.State)
                .WithExplicitStart();
        }
    }
}
