namespace Platform.WorkloadIdentity;

/// <summary>The claims of an access token whose signature was proven.</summary>
public sealed record AccessTokenClaims
{
    /// <summary>`sub`: a user's opaque id, or a SPIFFE ID.</summary>
    public required string Subject { get; init; }

    /// <summary>`aud`: one app-id.</summary>
    public required string Audience { get; init; }

    /// <summary>`jti`.</summary>
    public required string TokenId { get; init; }

    /// <summary>`kid` of the key that signed it.</summary>
    public required string KeyId { get; init; }

    /// <summary>`iat`.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>`exp`.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>`nbf`, if any.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>`cnf.jkt`: the key that the token is bound to.</summary>
    public required string KeyThumbprint { get; init; }

    /// <summary>`act.sub`: the workload that acts for the subject.</summary>
    public SpiffeId? Actor { get; init; }

    /// <summary>`sid`: the sign-in.</summary>
    public string? SessionId { get; init; }

    /// <summary>`roles`.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>`ods`: the organisation.</summary>
    public string? Organisation { get; init; }

    /// <summary>`acr`: the assurance.</summary>
    public string? Acr { get; init; }

    /// <summary>`auth_time`.</summary>
    public DateTimeOffset? AuthTime { get; init; }
}
