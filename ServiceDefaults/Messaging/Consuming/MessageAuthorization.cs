using Platform.Rego.AspNetCore;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>Decides whether this service may act on a message; the same policies as for calls.</summary>
public abstract class MessageAuthorization
{
    /// <summary>Returns a permit, or throws.</summary>
    /// <exception cref="MessageRefusedException">The policy denies; the denial is audited.</exception>
    /// <exception cref="PolicyUnavailableException">No policy can decide now; the message is tried again later.</exception>
    public abstract Task<MessagePermit> DemandAsync(VerifiedMessage message, string action, ResourceFacts facts);
}

/// <summary>A policy's permit to act on one message.</summary>
/// <param name="DecisionId">The decision.</param>
/// <param name="AuditAsync">Writes the audit event; durable when it returns.</param>
public sealed record MessagePermit(string DecisionId, Func<Task> AuditAsync);

/// <summary>No policy can decide now.</summary>
public sealed class PolicyUnavailableException() : Exception("no verified policy is active, or no recent list of revocations is held");
