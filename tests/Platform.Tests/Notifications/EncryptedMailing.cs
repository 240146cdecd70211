using System.Security.Cryptography.X509Certificates;
using Platform.Notifications.Data;
using Platform.Testing;

namespace Platform.Tests.Notifications;

/// <summary>Nothing of a patient goes to a server that does not prove itself.</summary>
public sealed class EncryptedMailing : IDisposable
{
    private const string Host = "localhost";
    private readonly FakeCertificateAuthority authority = new();

    [Fact]
    public async Task A_server_whose_certificate_the_machine_trusts_gets_the_mail_encrypted()
    {
        await using var server = new SmtpServer(Certificate(Host));
        await using var mail = await MailAsync(server.Port, trusted: true);
        mail.Start();
        await mail.WhenAsync(MailState.Sent);
        Assert.True(Assert.Single(server.Taken).Encrypted);
    }

    [Fact]
    public async Task A_server_whose_certificate_nobody_vouches_for_gets_nothing()
    {
        await using var server = new SmtpServer(Certificate(Host));
        await using var mail = await MailAsync(server.Port, trusted: false);
        await AssertNothingIsSaidAsync(server, mail);
    }

    [Fact]
    public async Task A_server_with_a_certificate_for_another_name_gets_nothing()
    {
        await using var server = new SmtpServer(Certificate("mail.example.org"));
        await using var mail = await MailAsync(server.Port, trusted: true);
        await AssertNothingIsSaidAsync(server, mail);
    }

    [Fact]
    public async Task A_server_that_offers_no_encryption_gets_nothing()
    {
        await using var server = new SmtpServer();
        await using var mail = await MailAsync(server.Port, trusted: true);
        await AssertNothingIsSaidAsync(server, mail);
    }

    [Theory]
    [InlineData("mail.example.org", null, "Mail:Tls may be off only for a server on loopback")]
    [InlineData("127.0.0.1", "secret", "would be sent in the clear")]
    public async Task Settings_that_would_send_contact_details_or_a_password_in_the_clear_end_the_start(string host, string? password, string reason)
    {
        await using var mail = await MailProcess.CreateAsync();
        mail["Mail__Host"] = host;
        mail["Mail__Tls"] = "false";
        if (password is not null)
        {
            mail["Mail__User"] = "notifications";
            mail["Mail__Password"] = password;
        }
        mail.Start();
        Assert.NotEqual(0, await mail.EndAsync());
        await mail.WhenItSaysAsync(reason);
        Assert.DoesNotContain("secret", mail.Said, StringComparison.Ordinal);
    }

    public void Dispose() => authority.Dispose();

    private static async Task AssertNothingIsSaidAsync(SmtpServer server, MailProcess mail)
    {
        mail.Start();
        await mail.WhenItSaysAsync("not sent: ServerUnavailable");
        Assert.Equal([MailState.Pending], await mail.StatesAsync());
        Assert.Empty(server.Taken);
        Assert.NotEmpty(server.Lines);
        Assert.DoesNotContain(server.Lines, line => line.Contains("ann@", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal) || line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    private async Task<MailProcess> MailAsync(int port, bool trusted)
    {
        var mail = await MailProcess.CreateAsync();
        mail["Mail__Host"] = Host;
        mail["Mail__Port"] = $"{port}";
        mail["Mail__User"] = "notifications";
        mail["Mail__Password"] = "secret";
        if (trusted)
            mail["SSL_CERT_FILE"] = mail.File("ca.pem", authority.Root.ExportCertificatePem());
        await mail.AddAsync(Pending.Mail(1, "ann@example.org"));
        return mail;
    }

    private X509Certificate2 Certificate(string name) => authority.Issue([], [name]);
}
