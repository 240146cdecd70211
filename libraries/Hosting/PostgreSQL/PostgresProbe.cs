using System.Buffers.Binary;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Platform.Hosting.PostgreSQL;

/// <summary>
/// Asks a server over mutual TLS whether it takes connections: one that is starting or stopping refuses before it asks for a password, one that is ready
/// asks. There is no role for this, so nothing can be done with it. Messages: https://www.postgresql.org/docs/15/protocol-message-formats.html
/// </summary>
/// <param name="host">The address.</param>
/// <param name="port">The port.</param>
/// <param name="certificate">Gives the client certificate, with its key.</param>
/// <param name="trusts">Whether a certificate is the server's.</param>
public sealed class PostgresProbe(string host, int port, Func<X509Certificate2> certificate, Func<X509Certificate2, bool> trusts)
{
    /// <summary>The name that it asks under; <c>pg_hba.conf</c> must have a line for it, and no role may have it.</summary>
    public const string User = "health";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether the server asks for a password; false for every refusal and for five seconds without an answer.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancellation = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            return await AsksAsync(limit.Token);
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return false;
        }
    }

    private async Task<bool> AsksAsync(CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host, port, cancellation);
        await using var plain = new NetworkStream(socket);
        await plain.WriteAsync((byte[])[0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f], cancellation);
        var answer = new byte[1];
        await plain.ReadExactlyAsync(answer, cancellation);
        if (answer[0] != 'S')
            return false;
        await using var stream = new SslStream(plain);
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = host,
            ClientCertificates = [certificate()],
            RemoteCertificateValidationCallback = (_, presented, _, _) => presented is X509Certificate2 server && trusts(server),
        }, cancellation);
        await stream.WriteAsync(Startup(), cancellation);
        // The whole message is taken before the connection is closed; otherwise the server logs a broken one at every probe.
        var header = new byte[5];
        await stream.ReadExactlyAsync(header, cancellation);
        var rest = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1)) - 4;
        if (header[0] != 'R' || rest is < 0 or > 1 << 10)
            return false;
        await stream.ReadExactlyAsync(new byte[rest], cancellation);
        await stream.ShutdownAsync();
        return true;
    }

    private static byte[] Startup()
    {
        byte[] content = [0, 3, 0, 0, .. Encoding.ASCII.GetBytes($"user\0{User}\0database\0postgres\0\0")];
        var message = new byte[content.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        content.CopyTo(message, 4);
        return message;
    }
}
