using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Exam.Attackers;

/// <summary>Bytes as they are, to a port: what no client library would send.</summary>
/// <param name="Statuses">The status lines that came back, in order.</param>
/// <param name="Text">All that came back.</param>
/// <param name="Closed">Whether the other side closed within the patience.</param>
internal sealed partial record RawConnection(IReadOnlyList<int> Statuses, string Text, bool Closed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The first status as an answer; a connection that was cut before any counts as cut.</summary>
    public Answer First => Statuses.Count > 0 ? new Answer(Statuses[0], Text, false, null) : new Answer(null, Text, Closed, "no answer");

    /// <summary>Sends bytes and reads what comes back until the other side closes or is silent for three seconds.</summary>
    /// <param name="door">Host, port and scheme; https speaks TLS.</param>
    /// <param name="bytes">Sent as they are.</param>
    /// <param name="certificate">Presented where TLS asks for one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="protocols">The TLS versions; default the system's.</param>
    public static async Task<RawConnection> SendAsync(
        Uri door, byte[] bytes, CancellationToken cancellation, X509Certificate2? certificate = null, SslProtocols protocols = SslProtocols.None)
    {
        using var client = new TcpClient();
        var received = new StringBuilder();
        var closed = false;
        try
        {
            await client.ConnectAsync("127.0.0.1", door.Port, cancellation);
            await using var stream = await SecureAsync(client, door, certificate, protocols, cancellation);
            await stream.WriteAsync(bytes, cancellation);
            var buffer = new byte[16 * 1024];
            while (true)
            {
                using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                silence.CancelAfter(Patience);
                var read = await stream.ReadAsync(buffer, silence.Token);
                if (read == 0)
                {
                    closed = true;
                    break;
                }
                received.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (Exception cut) when (cut is IOException or SocketException or AuthenticationException)
        {
            closed = true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            closed = false;
        }
        var text = received.ToString();
        return new RawConnection([.. StatusLine().Matches(text).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))], text, closed);
    }

    /// <summary>As <see cref="SendAsync(Uri, byte[], CancellationToken, X509Certificate2?, SslProtocols)"/>, of text whose lines are written with CRLF.</summary>
    public static Task<RawConnection> SendAsync(Uri door, string text, CancellationToken cancellation, X509Certificate2? certificate = null) =>
        SendAsync(door, Encoding.Latin1.GetBytes(text), cancellation, certificate);

    private static async Task<Stream> SecureAsync(
        TcpClient client, Uri door, X509Certificate2? certificate, SslProtocols protocols, CancellationToken cancellation)
    {
        if (door.Scheme != Uri.UriSchemeHttps)
            return client.GetStream();
        // Whose server it is does not matter: nothing secret is sent, and what is proven is what it answers.
        var secure = new SslStream(client.GetStream(), false);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = door.Host,
            EnabledSslProtocols = protocols,
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
            ClientCertificates = certificate is null ? null : [certificate],
        }, cancellation);
        return secure;
    }

    [GeneratedRegex(@"HTTP/1\.[01] (\d{3})")]
    private static partial Regex StatusLine();
}
