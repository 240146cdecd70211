using Platform.Cli.Demo;
using Platform.Cli.Running;

namespace Platform.Cli.Chaos.Injecting;

/// <summary>Breaks resources through the AppHost's API, and puts right what it broke.</summary>
internal sealed class Injector(AppHostApi api, Story story, TimeProvider clock)
{
    private static readonly TimeSpan CommandPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private readonly long started = clock.GetTimestamp();
    private readonly DateTimeOffset begun = clock.GetUtcNow();
    private readonly List<Injection> injections = [];
    private readonly HashSet<string> broken = [];

    public IReadOnlyList<Injection> Injections => injections;

    public TimeSpan Elapsed => clock.GetElapsedTime(started);

    /// <summary>When the first was done, or now.</summary>
    public DateTimeOffset First => injections.Count == 0 ? clock.GetUtcNow() : begun + injections.Min(one => one.At);

    /// <summary>When the last was recovered from, or now.</summary>
    public DateTimeOffset Last => injections.Count == 0 || injections.Any(one => one.Ended is null) ? clock.GetUtcNow() : begun + injections.Max(one => one.Ended!.Value);

    public async Task<IReadOnlyList<string>> ProcessesAsync(CancellationToken cancellation) =>
        [.. (await api.ListAsync(cancellation)).Where(resource => resource.Pid is not null && resource.Commands.Contains("kill")).Select(resource => resource.Name)];

    /// <summary>SIGKILL; the orchestrator starts it again, and this waits for that.</summary>
    public async Task KillAsync(string resource, TimeSpan within, CancellationToken cancellation)
    {
        var before = (await ShowAsync(resource, cancellation)).Pid;
        var frozen = Open(resource, "freeze");
        var index = Begin(resource, frozen is null ? "kill" : "freeze, kill", frozen);
        await CommandAsync(resource, "kill", cancellation);
        await RecoveredAsync(index, Elapsed, now => now.Pid is not null && now.Pid != before, within, cancellation);
    }

    /// <summary>An orderly end; it stays down until <see cref="StartAsync"/>.</summary>
    public async Task StopAsync(string resource, CancellationToken cancellation)
    {
        Begin(resource, "stop");
        await CommandAsync(resource, "stop", cancellation);
        story.Say($"{resource} is down");
    }

    public async Task StartAsync(string resource, TimeSpan within, CancellationToken cancellation)
    {
        var since = Elapsed;
        await CommandAsync(resource, "start", cancellation);
        await RecoveredAsync(Open(resource, "stop") ?? Begin(resource, "start"), since, now => now.Pid is not null, within, cancellation);
    }

    /// <summary>Stops its clock; it holds its connections and answers nobody until it is killed or thawed.</summary>
    public async Task FreezeAsync(string resource, CancellationToken cancellation)
    {
        Begin(resource, "freeze");
        await CommandAsync(resource, "freeze", cancellation);
        story.Say($"{resource} is frozen");
    }

    /// <summary>Thaws, starts and waits, whatever has happened; nothing to do when all is well.</summary>
    /// <returns>What could not be put right.</returns>
    public async Task<IReadOnlyList<string>> RecoverAllAsync(TimeSpan within, CancellationToken cancellation)
    {
        var failures = new List<string>();
        foreach (var resource in broken.ToList())
        {
            try
            {
                var state = await ShowAsync(resource, cancellation);
                if (state.Frozen)
                    await api.CommandAsync(resource, "thaw", cancellation);
                if (state.Pid is null)
                    await api.CommandAsync(resource, "start", cancellation);
                await HealthyAsync(resource, now => now.Pid is not null, within, cancellation);
                broken.Remove(resource);
            }
            catch (Exception failure) when (failure is ChaosException or HttpRequestException or TimeoutException or OperationCanceledException)
            {
                failures.Add($"{resource}: {failure.Message}");
            }
        }
        return failures;
    }

    private int Begin(string resource, string action, int? replaces = null)
    {
        broken.Add(resource);
        if (replaces is { } known)
        {
            injections[known] = injections[known] with { Action = action };
            return known;
        }
        injections.Add(new Injection(resource, action, Elapsed, null, null));
        return injections.Count - 1;
    }

    private int? Open(string resource, string action) =>
        injections.FindLastIndex(one => one.Resource == resource && one.Action == action && one.Ended is null) is var index and >= 0 ? index : null;

    private async Task RecoveredAsync(int index, TimeSpan since, Func<ResourceInfo, bool> isNew, TimeSpan within, CancellationToken cancellation)
    {
        var injection = injections[index];
        await HealthyAsync(injection.Resource, isNew, within, cancellation);
        injections[index] = injection with { Ended = Elapsed, RecoveredAfter = Elapsed - since };
        broken.Remove(injection.Resource);
        story.Good($"{injection.Resource}: {injection.Action}; healthy again after {(Elapsed - since).TotalSeconds:0.0} s");
    }

    private async Task HealthyAsync(string resource, Func<ResourceInfo, bool> isNew, TimeSpan within, CancellationToken cancellation)
    {
        var last = "nothing";
        await Until.TrueAsync(
            async () =>
            {
                var now = await ShowAsync(resource, cancellation);
                last = now.Summary;
                if (now.IsHealthy && !now.Frozen && isNew(now))
                    return true;
                await Task.Delay(Look, clock, cancellation);
                return false;
            },
            $"{resource} is healthy again", () => last, within, clock, cancellation);
    }

    private async Task CommandAsync(string resource, string command, CancellationToken cancellation)
    {
        var answer = await api.CommandAsync(resource, command, cancellation).WaitAsync(CommandPatience, clock, cancellation);
        if (!answer.Success)
            throw new ChaosException($"the AppHost refused to {command} {resource}: {answer.Message}");
    }

    private async Task<ResourceInfo> ShowAsync(string resource, CancellationToken cancellation) =>
        (await api.ListAsync(cancellation)).FirstOrDefault(one => one.Name == resource) ?? throw new ChaosException($"there is no resource '{resource}'");
}
