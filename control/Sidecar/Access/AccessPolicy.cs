using Platform.WorkloadIdentity;

namespace Platform.Sidecar.Access;

/// <summary>What one caller may do.</summary>
/// <param name="Caller">Its identity.</param>
/// <param name="Rules">The first that matches decides.</param>
/// <param name="AllowOtherwise">What holds when none matches.</param>
public sealed record AccessPolicy(SpiffeId Caller, IReadOnlyList<AccessRule> Rules, bool AllowOtherwise);
