using System.Diagnostics.CodeAnalysis;

namespace Platform.WorkloadIdentity;

/// <summary>The person on whose behalf a call is made, as Identity said. Opaque: no name.</summary>
public sealed record CallerSubject(string Id, IReadOnlyList<string> Roles, string? Organisation, string? Acr, DateTimeOffset? AuthTime);

/// <summary>Who calls, proven by token and proof. Nothing in it comes from another header.</summary>
/// <param name="Subject">The person; null when a workload acts for itself.</param>
/// <param name="Actor">The calling workload.</param>
/// <param name="TokenId">`jti` of the token, for the audit.</param>
/// <param name="SessionId">The sign-in, if a person is behind the call.</param>
/// <param name="ExpiresAt">When the token ends.</param>
public sealed record ValidatedCaller(CallerSubject? Subject, SpiffeId Actor, string TokenId, string? SessionId, DateTimeOffset ExpiresAt)
{
    /// <summary>The token itself, for exchanging it onwards; kept out of <see cref="object.ToString"/>.</summary>
    internal string Token { get; init; } = "";
}

/// <summary>A caller or a refusal, never both.</summary>
public readonly record struct TokenValidation(ValidatedCaller? Caller, TokenRefusal? Refusal)
{
    /// <summary>True when the caller is proven.</summary>
    [MemberNotNullWhen(true, nameof(Caller))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsValid => Caller is not null && Refusal is null;
}
