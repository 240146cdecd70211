using System.Net.Mime;
using MassTransit;
using MassTransit.Serialization;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>The one serializer of the bus. An unknown content type goes to the default deserializer, which therefore must be this one too.</summary>
internal sealed class SignedSerializerFactory(EnvelopeSigner signer, EnvelopeVerifier verifier) : ISerializerFactory
{
    private readonly SystemTextJsonMessageSerializer inner = new();

    public ContentType ContentType => inner.ContentType;

    public IMessageSerializer CreateSerializer() => new SignedMessageSerializer(inner, signer);

    public IMessageDeserializer CreateDeserializer() => new SignedMessageDeserializer(inner, verifier);
}
