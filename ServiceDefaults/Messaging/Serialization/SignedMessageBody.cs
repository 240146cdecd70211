using System.Text;
using MassTransit;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>A body whose bytes are made once; making them also signs them, before the transport copies the headers.</summary>
internal sealed class SignedMessageBody(MessageBody inner, Action<byte[]> sign) : MessageBody
{
    private readonly Lazy<byte[]> bytes = new(() =>
    {
        var made = inner.GetBytes();
        sign(made);
        return made;
    });

    public long? Length => bytes.Value.Length;

    public Stream GetStream() => new MemoryStream(bytes.Value, writable: false);

    public byte[] GetBytes() => bytes.Value;

    public string GetString() => Encoding.UTF8.GetString(bytes.Value);
}
