using System.Text.Json;

namespace Platform.Cli.Running;

/// <summary>A resource as the AppHost's API shows it.</summary>
internal sealed record ResourceInfo(
    string Name,
    string Type,
    string? State,
    string? Health,
    IReadOnlyList<string> Problems,
    int? Pid,
    int? ExitCode,
    int? Restarts,
    bool Frozen,
    DateTimeOffset? StartedAt,
    IReadOnlyList<ResourceUrl> Urls,
    IReadOnlyList<string> WaitsFor,
    string? Parent,
    IReadOnlyList<string> Commands,
    IReadOnlyList<ResourcePort> Ports)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public bool IsHealthy => Health == "Healthy";

    public bool HasFailed => State is "FailedToStart" or "Exited";

    /// <summary>Starts on command only, or was a program that has done what it was started for: nobody waits for it.</summary>
    public bool IsOptional => State == "NotStarted" || (Type == "Executable" && State == "Finished");

    /// <summary>What people want to know first, in one or two words.</summary>
    public string Summary => Frozen ? "frozen"
        : Health is not null && Health != "Healthy" && StartedAt is not null ? "running, not healthy"
        : State == "FailedToStart" ? "failed"
        : (Health ?? State ?? "unknown").ToLowerInvariant();

    /// <summary>Resident memory of the process in bytes, where the system tells it.</summary>
    public long? MemoryBytes => Pid is { } pid ? ProcessMemory.Of(pid) : null;
}

/// <summary>A URL of a resource; an internal one is for its peers.</summary>
internal sealed record ResourceUrl(string? Name, string Url, bool Internal);

/// <summary>A port that the topology gives a resource.</summary>
internal sealed record ResourcePort(string Name, int Port);
