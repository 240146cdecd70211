using System.Collections.Concurrent;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Messaging.Tests.Fixtures;

/// <summary>Permits, denies or has no policy, as the test says, and remembers what it was asked and what was audited.</summary>
internal sealed class RecordingAuthorization : MessageAuthorization
{
    public enum Answer
    {
        Permit,
        Deny,
        Unavailable,
        AuditFails,
    }

    public Answer Next { get; set; }

    public ConcurrentQueue<(VerifiedMessage Message, string Action, ResourceFacts Facts)> Asked { get; } = new();

    public ConcurrentQueue<Guid> Audited { get; } = new();

    public override Task<MessagePermit> DemandAsync(VerifiedMessage message, string action, ResourceFacts facts)
    {
        Asked.Enqueue((message, action, facts));
        return Next switch
        {
            Answer.Unavailable => throw new PolicyUnavailableException(),
            Answer.Deny => throw new MessageRefusedException(MessageRefusal.Denied),
            Answer.AuditFails => Task.FromResult(new MessagePermit("d", () => throw new IOException("the audit spool is full"))),
            _ => Task.FromResult(new MessagePermit("d", () =>
            {
                Audited.Enqueue(message.Id);
                return Task.CompletedTask;
            })),
        };
    }
}
