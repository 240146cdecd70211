using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Platform.Hosting.RabbitMQ;

/// <summary>
/// Asks a broker whether it is ready, by opening an AMQP 0-9-1 connection over mutual TLS: a port that merely accepts says nothing about users, the
/// virtual host or the definitions. Frames: https://www.rabbitmq.com/resources/specs/amqp0-9-1.pdf §4.2, methods §1.4 of its class reference.
/// </summary>
/// <param name="host">The address.</param>
/// <param name="port">The TLS port.</param>
/// <param name="user">A user with access to the virtual host; it needs no right in it.</param>
/// <param name="password">Its password.</param>
/// <param name="virtualHost">The virtual host.</param>
/// <param name="certificate">Gives the client certificate, with its key; asked at every attempt.</param>
/// <param name="trusts">Whether a certificate is the broker's.</param>
public sealed class AmqpProbe(
    string host,
    int port,
    string user,
    string password,
    string virtualHost,
    Func<X509Certificate2> certificate,
    Func<X509Certificate2, bool> trusts)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether the broker opened the virtual host; false for every refusal and for five seconds without an answer.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await OpenAsync(limit.Token);
            return true;
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>Opens and closes a connection.</summary>
    /// <exception cref="IOException">The broker closed the connection, or answered something else than AMQP.</exception>
    /// <exception cref="AuthenticationException">The server's certificate is not the broker's.</exception>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host, port, cancellation);
        await using var stream = new SslStream(new NetworkStream(socket));
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = host,
            ClientCertificates = [certificate()],
            RemoteCertificateValidationCallback = (_, presented, _, _) => presented is X509Certificate2 server && trusts(server),
        }, cancellation);
        await stream.WriteAsync("AMQP\0\0\u0009\u0001"u8.ToArray(), cancellation);
        await ExpectAsync(stream, 10, cancellation);
        await SendAsync(stream, 11, StartOk(), cancellation);
        var tune = await ExpectAsync(stream, 30, cancellation);
        await SendAsync(stream, 31, tune, cancellation);
        await SendAsync(stream, 40, [.. ShortText(virtualHost), 0, 0], cancellation);
        await ExpectAsync(stream, 41, cancellation);
        await SendAsync(stream, 50, [0, 200, 0, 0, 0, 0, 0], cancellation);
        await ExpectAsync(stream, 51, cancellation);
    }

    private byte[] StartOk()
    {
        var answer = Encoding.UTF8.GetBytes($"\0{user}\0{password}");
        return [0, 0, 0, 0, .. ShortText("PLAIN"), .. BigEndian(answer.Length), .. answer, .. ShortText("en_US")];
    }

    private static byte[] ShortText(string text) => [(byte)Encoding.UTF8.GetByteCount(text), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static async Task SendAsync(Stream stream, byte method, byte[] arguments, CancellationToken cancellation)
    {
        byte[] payload = [0, 10, 0, method, .. arguments];
        await stream.WriteAsync((byte[])[1, 0, 0, .. BigEndian(payload.Length), .. payload, 0xCE], cancellation);
    }

    // Returns the arguments of the awaited method of class 10 (connection).
    private static async Task<byte[]> ExpectAsync(Stream stream, ushort method, CancellationToken cancellation)
    {
        var header = new byte[7];
        await stream.ReadExactlyAsync(header, cancellation);
        var length = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(3));
        if (header[0] != 1 || length is < 4 or > 1 << 17)
            throw new IOException("the broker did not answer with an AMQP method");
        var payload = new byte[length + 1];
        await stream.ReadExactlyAsync(payload, cancellation);
        var (type, id) = (BinaryPrimitives.ReadUInt16BigEndian(payload), BinaryPrimitives.ReadUInt16BigEndian(payload.AsSpan(2)));
        return (type, id) == (10, method) ? payload[4..^1] : throw new IOException($"the broker answered with AMQP method {type}.{id}, not 10.{method}");
    }
}
