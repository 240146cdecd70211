using Platform.WorkloadIdentity;

namespace Platform.Sidecar.Access;

/// <summary>Who may call the app, by the identity in the certificate. It covers every call, a call to oneself included.</summary>
/// <param name="Policies">One for each caller.</param>
/// <param name="AllowOtherwise">What holds for a caller without a policy.</param>
public sealed record AccessControl(IReadOnlyList<AccessPolicy> Policies, bool AllowOtherwise)
{
    /// <summary>True when the caller may call the operation.</summary>
    /// <param name="caller">From the certificate.</param>
    /// <param name="method">The verb, as received; an unknown one is no other one.</param>
    /// <param name="path">The path that the app receives, as received.</param>
    public bool Allows(SpiffeId caller, string method, string path)
    {
        var policy = Policies.FirstOrDefault(p => p.Caller == caller);
        return policy is null ? AllowOtherwise : policy.Rules.FirstOrDefault(rule => rule.Matches(method, path))?.Allow ?? policy.AllowOtherwise;
    }
}
