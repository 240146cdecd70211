namespace Platform.WorkloadIdentity;

/// <summary>An access token and the SVID whose key it is bound to: a proof for it must be signed with that key, also after a rotation.</summary>
public sealed record BoundToken(string Value, DateTimeOffset ExpiresAt, Svid Svid)
{
    /// <summary>Tells no token.</summary>
    public override string ToString() => $"token bound to {Svid.KeyThumbprint} until {ExpiresAt:O}";
}
