using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>Wraps MassTransit's JSON deserializer: the envelope is verified over the bytes before any JSON is read.</summary>
internal sealed class SignedMessageDeserializer(SystemTextJsonMessageSerializer inner, EnvelopeVerifier verifier) : IMessageDeserializer
{
    public ContentType ContentType => inner.ContentType;

    public void Probe(ProbeContext context) => context.CreateScope("signed").Add("contentType", ContentType.MediaType);

    public ConsumeContext Deserialize(ReceiveContext receiveContext)
    {
        var message = verifier.Verify(
            receiveContext.TransportHeaders.Get<string>(EnvelopeSigner.Header), receiveContext.Body.GetBytes(), BrokerUser(receiveContext));
        if (!PlainJson.Is(receiveContext.Body.GetBytes()))
            throw new MessageRefusedException(MessageRefusal.BodyInvalid);
        var context = Read(receiveContext);
        if (context.MessageId != message.Id || context.SupportedMessageTypes.ToList() is not [var type] || type != message.Type)
            throw new MessageRefusedException(MessageRefusal.BodyMismatch);
        receiveContext.AddOrUpdatePayload(() => message, _ => message);
        return context;
    }

    // MassTransit asks for these when it reads a message again from text, as its scheduler does; nothing here is verified, so nothing is read.
    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null) =>
        throw new NotSupportedException("a message is read only as it comes from the broker, with its envelope");

    public MessageBody GetMessageBody(string text) => inner.GetMessageBody(text);

    private ConsumeContext Read(ReceiveContext receiveContext)
    {
        try
        {
            return inner.Deserialize(receiveContext);
        }
        catch (Exception malformed) when (malformed is not MessageRefusedException)
        {
            throw new MessageRefusedException(MessageRefusal.BodyInvalid);
        }
    }

    private static string? BrokerUser(ReceiveContext context) =>
        context.TryGetPayload<RabbitMqBasicConsumeContext>(out var delivery) ? delivery.Properties.UserId : null;
}
