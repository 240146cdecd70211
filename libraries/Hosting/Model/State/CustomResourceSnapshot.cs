using System.Collections.Immutable;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The state of a resource at one moment.</summary>
public sealed record CustomResourceSnapshot
{
    /// <summary><c>Project</c>, <c>Executable</c>, <c>Parameter</c> …</summary>
    public required string ResourceType { get; init; }

    /// <summary>Facts for people, for example the process id as <c>executable.pid</c>.</summary>
    public required ImmutableArray<ResourcePropertySnapshot> Properties { get; init; }

    /// <summary>One of <see cref="KnownResourceStates"/>.</summary>
    public ResourceStateSnapshot? State { get; init; }

    /// <summary>How the last process ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The results of the health checks, the ones that have not run included.</summary>
    public ImmutableArray<HealthReportSnapshot> HealthReports { get; init; } = [];

    /// <summary>When the resource was made.</summary>
    public DateTime? CreationTimeStamp { get; init; }

    /// <summary>When the last process started.</summary>
    public DateTime? StartTimeStamp { get; init; }

    /// <summary>When the last process ended.</summary>
    public DateTime? StopTimeStamp { get; init; }

    /// <summary>The URLs for people.</summary>
    public ImmutableArray<UrlSnapshot> Urls { get; init; } = [];

    /// <summary>Whether people are not shown the resource.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Null unless running; healthy without checks; otherwise the worst report, an unrun check counting as unhealthy.</summary>
    public HealthStatus? HealthStatus => State?.Text != KnownResourceStates.Running ? null
        : HealthReports.IsEmpty ? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy
        : HealthReports.Min(report => report.Status ?? Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy);
}

/// <summary>A state and how it is shown: <c>success</c>, <c>error</c>, <c>info</c> or <c>warning</c>.</summary>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state without a style.</summary>
    public static implicit operator ResourceStateSnapshot?(string? text) => text is null ? null : new(text, null);
}

/// <summary>A fact about a resource.</summary>
public sealed record ResourcePropertySnapshot(string Name, object? Value);

/// <summary>The result of one health check.</summary>
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText);

/// <summary>A URL for people.</summary>
public sealed record UrlSnapshot(string? Name, string Url, bool IsInternal);
