namespace Platform.Cli.Running;

/// <summary>How a platform is started.</summary>
/// <param name="State">Its folder.</param>
internal sealed record PlatformRunOptions(StateFolder State)
{
    /// <summary>The development profile: publishes on save, accepts the development signing key.</summary>
    public bool Development { get; init; }

    /// <summary>Ports of browser listeners by resource; 0 takes a free one.</summary>
    public IReadOnlyDictionary<string, int> Ports { get; init; } = new Dictionary<string, int>();

    /// <summary>What <c>$PLATFORM_DATABASE</c> says, so that tests and experiments run on either without a word of their own.</summary>
    public static string DefaultDatabase => Environment.GetEnvironmentVariable("PLATFORM_DATABASE") is { Length: > 0 } chosen ? chosen : "sqlite";

    /// <summary>Where the services keep their state: <c>sqlite</c> or <c>postgres</c>; null is the AppHost's default.</summary>
    public string? Database { get; init; } = DefaultDatabase;

    /// <summary>Receives the log lines of all resources.</summary>
    public Action<string>? Printed { get; init; }

    /// <summary>A platform beside any other: free ports only.</summary>
    public static PlatformRunOptions Temporary(StateFolder state)
        => new(state) { Ports = new Dictionary<string, int> { ["gateway"] = 0, ["identity"] = 0, ["dashboard"] = 0 } };

    public IEnumerable<string> Arguments()
        => [.. Development ? ["--Profile=Development"] : Array.Empty<string>(), .. Database is { } database ? [$"--Database={database}"] : Array.Empty<string>(), .. Ports.Select(port => $"--Ports:{port.Key}={port.Value}")];
}
