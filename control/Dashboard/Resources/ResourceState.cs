namespace Platform.Dashboard.Resources;

/// <summary>A resource as the orchestrator's API shows it.</summary>
internal sealed record ResourceState(
    string Name, string Type, string? State, string? Health, IReadOnlyList<string> Problems, int? Pid, int? ExitCode, int? Restarts, bool Frozen,
    DateTimeOffset? StartedAt, IReadOnlyList<ResourceUrl> Urls, IReadOnlyList<string> WaitsFor, string? Parent, IReadOnlyList<string> Commands)
{
    public bool IsHealthy => Health == "Healthy" && !Frozen;

    /// <summary>What people want to know first.</summary>
    public string Summary => Frozen ? "Frozen"
        : State == "Running" && Health is not (null or "Healthy") ? "Running, not healthy"
        : Health == "Healthy" ? "Healthy"
        : State ?? "Unknown";

    /// <summary><c>good</c>, <c>bad</c> or <c>waiting</c>: how the summary is drawn.</summary>
    public string Tone => IsHealthy ? "good" : State is "FailedToStart" or "Exited" || Frozen ? "bad" : "waiting";

    /// <summary>The commands that make sense now.</summary>
    public IEnumerable<string> Offered => Commands.Where(command => command switch
    {
        "start" => State != "Running",
        "thaw" => Frozen,
        "freeze" => State == "Running" && !Frozen,
        _ => State == "Running",
    });
}

/// <summary>An address of a resource; an internal one is for its peers.</summary>
internal sealed record ResourceUrl(string? Name, string Url, bool Internal);

/// <summary>A line of a resource's log, secrets masked by the orchestrator.</summary>
internal sealed record LogLine(int Number, string Text, bool Error);

/// <summary>How a command went.</summary>
internal sealed record CommandOutcome(bool Success, string? Message);
