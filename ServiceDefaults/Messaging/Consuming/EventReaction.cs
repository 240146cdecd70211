using Platform.Rego.AspNetCore;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>
/// What a service does about an event. By the time it is asked the message is verified, was not acted on before, and the policy has permitted it.
/// </summary>
public abstract class EventReaction<TEvent> where TEvent : class
{
    /// <summary>The action that the policy decides on: <c>&lt;consumer&gt;.&lt;event&gt;.consume</c>.</summary>
    public abstract string Action { get; }

    /// <summary>The facts for that decision; only of the event itself, whose producer has been proven.</summary>
    public abstract ResourceFacts Facts(TEvent message);

    /// <summary>Finds out what is to be done, with calls to other services if need be, and returns the change; it is applied in one transaction with the inbox.</summary>
    /// <exception cref="MessageRefusedException">The event cannot be acted on, and never will.</exception>
    public abstract Task<MessageEffect> ReactAsync(TEvent message, VerifiedMessage envelope, CancellationToken cancellation);
}

/// <summary>The change that an event leads to, applied within the inbox's transaction; it must do nothing that cannot be rolled back.</summary>
public delegate Task MessageEffect(CancellationToken cancellation);
