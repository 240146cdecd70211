namespace Platform.Rego.AspNetCore;

/// <summary>Who asks: always a workload, often on behalf of a user.</summary>
/// <param name="Subject">The user, or null when the workload acts for itself.</param>
/// <param name="ActorId">SPIFFE id of the calling workload.</param>
/// <param name="TokenId"><c>jti</c> of the token, for the audit.</param>
/// <param name="Transport"><c>edge</c>, <c>sidecar</c>, <c>message</c> or <c>control</c>.</param>
public sealed record PolicyCaller(PolicySubject? Subject, string ActorId, string? TokenId, string Transport);
