namespace Platform.Rego.AspNetCore;

/// <summary>The revision that decides now. Swapping is one reference write, so that no request waits for it.</summary>
public sealed class PolicySource(TimeProvider clock)
{
    private volatile State state = new(null, DateTimeOffset.MinValue);

    /// <summary>How long a revision serves without contact to the control plane.</summary>
    /// <value>15 minutes.</value>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Whether a verified revision is active and fresh enough to decide.</summary>
    public bool Ready => Usable() is not null;

    /// <summary>Revision that is active, fresh or not; null when none ever was.</summary>
    public string? Revision => state.Policy?.Revision;

    /// <summary>Sequence of the active revision; 0 when none is.</summary>
    public long Sequence => state.Policy?.Sequence ?? 0;

    /// <summary>Time since the control plane last confirmed the active revision.</summary>
    public TimeSpan Age => clock.GetUtcNow() - state.Confirmed;

    /// <summary>The policy to ask, or null when there is none or it is too old: nothing may be permitted then.</summary>
    internal ActivePolicy? Usable()
    {
        var current = state;
        var now = clock.GetUtcNow();
        return current.Policy is { } policy && now < policy.Expires && now - current.Confirmed <= Grace ? policy : null;
    }

    internal void Activate(ActivePolicy policy, DateTimeOffset confirmed) => state = new(policy, confirmed);

    internal void Confirm() => state = state with { Confirmed = clock.GetUtcNow() };

    private sealed record State(ActivePolicy? Policy, DateTimeOffset Confirmed);
}
