using System.Diagnostics.CodeAnalysis;

namespace Platform.WorkloadIdentity;

/// <summary>The identity that a certificate proves, or the rule that it breaks.</summary>
public readonly record struct SvidOutcome(SpiffeId? Id, SvidRule? Broken)
{
    /// <summary>True when the certificate is a valid SVID.</summary>
    [MemberNotNullWhen(true, nameof(Id))]
    public bool IsValid => Id is not null && Broken is null;

    internal static SvidOutcome Refused(SvidRule rule) => new(null, rule);
}
