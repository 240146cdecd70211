using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>
/// Wraps MassTransit's JSON serializer and signs what it makes. It is a serializer and not a send filter, because only here the bytes are final:
/// MassTransit adds its activity id after the filters.
/// </summary>
internal sealed class SignedMessageSerializer(SystemTextJsonMessageSerializer inner, EnvelopeSigner signer) : IMessageSerializer
{
    public ContentType ContentType => inner.ContentType;

    public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class
    {
        if (!context.TryGetPayload<OutgoingMessage>(out var outgoing) || context.MessageId is not { } id)
            throw new InvalidOperationException($"{typeof(T).Name} was not sent through the outbox; nothing leaves unsigned");
        return new SignedMessageBody(inner.GetMessageBody(context), bytes =>
            context.Headers.Set(EnvelopeSigner.Header, signer.Sign(id, outgoing.Type.Urn, outgoing.Type.Lifetime, outgoing.Claims, bytes)));
    }
}
