using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Platform.Tests.Notifications;

/// <summary>A mail server on a real port, RFC 5321 with STARTTLS if it has a certificate. It answers recipients as their local part says, and remembers every line.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly CancellationTokenSource over = new();
    private readonly ConcurrentQueue<Mail> taken = new();
    private readonly ConcurrentQueue<string> lines = new();
    private readonly X509Certificate2? certificate;
    private readonly Task accepting;

    public SmtpServer(X509Certificate2? certificate = null, int port = 0)
    {
        this.certificate = certificate;
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public sealed record Mail(string Id, IReadOnlyList<string> Recipients, string Text, bool Encrypted);

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public IReadOnlyList<Mail> Taken => [.. taken];

    /// <summary>Everything that clients said, what they said before TLS included.</summary>
    public IReadOnlyList<string> Lines => [.. lines];

    /// <summary>Takes the next mail and dies of it: the client never hears that it was taken.</summary>
    public bool FallsSilent { get; set; }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        over.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> open = [];
        try
        {
            while (true)
                open.Add(ServeAsync(await listener.AcceptTcpClientAsync(over.Token)));
        }
        finally
        {
            await Task.WhenAll(open).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        Stream stream = client.GetStream();
        var reader = new StreamReader(stream, Encoding.UTF8);
        await SayAsync(stream, "220 ready");
        List<string> recipients = [];
        while (await reader.ReadLineAsync(over.Token) is { } line)
        {
            lines.Enqueue(line);
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync(stream, certificate is not null && stream is not SslStream ? "250-here\r\n250 STARTTLS" : "250 here");
                    break;
                case "STARTTLS" when certificate is not null:
                    await SayAsync(stream, "220 go ahead");
                    var tls = new SslStream(stream);
                    await tls.AuthenticateAsServerAsync(certificate);
                    (stream, reader) = (tls, new StreamReader(tls, Encoding.UTF8));
                    break;
                case "MAIL":
                    recipients = [];
                    await SayAsync(stream, "250 sender");
                    break;
                case "RCPT":
                    await SayAsync(stream, line.Contains("<unknown", StringComparison.Ordinal) ? "550 no such mailbox" : line.Contains("<busy", StringComparison.Ordinal) ? "450 later" : "250 recipient");
                    recipients.Add(line);
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go ahead");
                    var text = new StringBuilder();
                    while (await reader.ReadLineAsync(over.Token) is { } content && content != ".")
                        text.Append(content).Append('\n');
                    taken.Enqueue(new Mail(IdOf(text.ToString()), recipients, text.ToString(), stream is SslStream));
                    if (FallsSilent)
                        await new TaskCompletionSource().Task.WaitAsync(over.Token);
                    await SayAsync(stream, "250 taken");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "500 what?");
                    break;
            }
        }
    }

    private static string IdOf(string mail) =>
        mail.Split('\n').FirstOrDefault(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))?["Message-ID:".Length..].Trim() ?? "";

    private async Task SayAsync(Stream stream, string answer) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), over.Token);
}
