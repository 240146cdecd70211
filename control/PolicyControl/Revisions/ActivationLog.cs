using System.Diagnostics.Metrics;
using System.Text.Json;
using Platform.WorkloadIdentity;

namespace Platform.PolicyControl.Revisions;

/// <summary>
/// Which service enforced which revision from when to when, by the digest that its polls name; one line for each change in <c>activations.jsonl</c>. A service
/// that names another revision than the newest for longer than <see cref="SkewMax"/> is told of once: it refuses the newest, or cannot use it.
/// </summary>
public sealed partial class ActivationLog
{
    /// <summary>How long services may differ in revision.</summary>
    public static readonly TimeSpan SkewMax = TimeSpan.FromSeconds(60);

    private static readonly Meter Meter = new("Platform");
    private readonly Lock gate = new();
    private readonly string path;
    private readonly RevisionLog revisions;
    private readonly TimeProvider clock;
    private readonly ILogger<ActivationLog> logger;
    private readonly List<Activation> activations = [];
    private readonly Dictionary<string, Lag> behind = new(StringComparer.Ordinal);

    /// <summary>Opens the log.</summary>
    /// <exception cref="InvalidDataException">A line other than a torn last one cannot be read.</exception>
    public ActivationLog(string folder, RevisionLog revisions, TimeProvider clock, ILogger<ActivationLog> logger)
    {
        path = Path.Combine(folder, "activations.jsonl");
        (this.revisions, this.clock, this.logger) = (revisions, clock, logger);
        foreach (var (line, index) in LineLog.Read(path).Select((line, index) => (line, index)))
        {
            Begin(Parse(line, index));
        }

        Meter.CreateObservableGauge("zt_bundle_revision_info", Measure);
    }

    /// <summary>All of them, in the order in which they began.</summary>
    public IReadOnlyList<Activation> Activations
    {
        get
        {
            lock (gate)
                return [.. activations];
        }
    }

    /// <summary>The services that have named another revision than the newest for too long.</summary>
    public IReadOnlyList<string> Skewed
    {
        get
        {
            lock (gate)
                return [.. behind.Where(lag => lag.Value.Told).Select(lag => lag.Key).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>A service says what it enforces. A digest that was never published says nothing.</summary>
    public void Seen(SpiffeId service, string digest)
    {
        if (revisions.Revisions.LastOrDefault(revision => revision.Digest == digest) is not { } named || revisions.Latest is not { } latest)
        {
            return;
        }

        lock (gate)
        {
            var name = service.ToString();
            var now = clock.GetUtcNow();
            if (Current(name)?.Digest != digest)
            {
                var change = new Change(name, digest, now);
                LineLog.Append(path, JsonSerializer.SerializeToUtf8Bytes(change));
                Begin(change);
            }

            Compare(name, named, latest, now);
        }
    }

    private void Compare(string service, Revision named, Revision latest, DateTimeOffset now)
    {
        if (named.Digest == latest.Digest)
        {
            behind.Remove(service);
        }
        else if (!behind.TryGetValue(service, out var lag))
        {
            behind[service] = new Lag(now, false);
        }
        else if (!lag.Told && now - lag.Since > SkewMax)
        {
            behind[service] = lag with { Told = true };
            LogSkew(logger, service, named.Name, latest.Name);
        }
    }

    private Activation? Current(string service) => activations.FindLast(activation => activation.Service == service);

    private void Begin(Change change)
    {
        var last = activations.FindLastIndex(activation => activation.Service == change.Service);
        if (last >= 0)
        {
            activations[last] = activations[last] with { Until = change.At };
        }

        activations.Add(new Activation(change.Service, change.Digest, change.At, null));
    }

    private IEnumerable<Measurement<int>> Measure() =>
        Activations.Where(activation => activation.Until is null).Select(activation => new Measurement<int>(
            1,
            new("service", activation.Service),
            new("revision", revisions.Revisions.LastOrDefault(revision => revision.Digest == activation.Digest)?.Name)));

    private Change Parse(string line, int index)
    {
        try
        {
            return JsonSerializer.Deserialize<Change>(line) ?? throw new InvalidDataException($"{path}: line {index + 1} is null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: line {index + 1} cannot be read: {e.Message}", e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "policy.skew: {Service} enforces revision {Revision} for more than a minute after {Latest} was there")]
    private static partial void LogSkew(ILogger logger, string service, string revision, string latest);

    private sealed record Change(string Service, string Digest, DateTimeOffset At);

    private sealed record Lag(DateTimeOffset Since, bool Told);
}
