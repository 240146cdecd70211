using Platform.Rego.AspNetCore;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>What is proven of a message, before anything of its body was read.</summary>
/// <param name="Id">The signed message id, by which it is de-duplicated.</param>
/// <param name="Type">URN of the message type.</param>
/// <param name="Producer">The workload whose key signed it.</param>
/// <param name="Claims">Why it was sent.</param>
/// <param name="IssuedAt">When it was signed.</param>
/// <param name="ExpiresAt">When it may no longer be acted on.</param>
public sealed record VerifiedMessage(Guid Id, string Type, SpiffeId Producer, MessageClaims Claims, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The caller that a decision on this message is about.</summary>
    public PolicyCaller Caller => new(Claims.Subject, Producer.ToString(), Id.ToString("D"), "message");
}
