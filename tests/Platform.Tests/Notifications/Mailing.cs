using Platform.Contracts.Records;
using Platform.Notifications.Data;
using Platform.Notifications.Templates;
using Platform.Testing;

namespace Platform.Tests.Notifications;

/// <summary>Mail against a server on a real port, with the sender as a process of its own.</summary>
public abstract class Mailing
{
    private int made;

    [Fact]
    public async Task A_recipient_that_is_refused_or_put_off_holds_up_nobody()
    {
        await using var server = new SmtpServer();
        await using var mail = await PlainAsync(server.Port);
        await mail.AddAsync(To("unknown@example.org"), To("busy@example.org"), To("not an address"), To("ann@example.org"));
        mail.Start();
        await mail.WhenAsync(MailState.Failed, MailState.Pending, MailState.Failed, MailState.Sent);
        Assert.Equal("RCPT TO:<ann@example.org>", Assert.Single(Assert.Single(server.Taken).Recipients));
    }

    [Fact]
    public async Task A_recipient_that_is_put_off_for_ever_is_given_up()
    {
        await using var server = new SmtpServer();
        await using var mail = await PlainAsync(server.Port);
        mail["Mail__AttemptsMax"] = "3";
        await mail.AddAsync(To("busy@example.org"));
        mail.Start();
        await mail.WhenAsync(MailState.Failed);
        Assert.Equal(3, server.Lines.Count(line => line.StartsWith("RCPT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_address_that_is_more_than_one_mailbox_is_never_said_to_the_server()
    {
        string[] addresses =
        [
            "ann@example.org\r\nRCPT TO:<thief@example.org>",
            "ann@example.org, thief@example.org",
            "thief <ann@example.org>",
            "\"ann\r\nBcc: thief@example.org\"@example.org",
            "ann@example.org>\nDATA",
        ];
        await using var server = new SmtpServer();
        await using var mail = await PlainAsync(server.Port);
        await mail.AddAsync([.. addresses.Select(address => To(address)), To("after@example.org")]);
        mail.Start();
        await mail.WhenAsync([.. addresses.Select(_ => MailState.Failed), MailState.Sent]);
        Assert.DoesNotContain(server.Lines, line => line.Contains("thief", StringComparison.Ordinal) || line.Contains("ann@", StringComparison.Ordinal));
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task A_name_with_line_breaks_makes_no_header_and_no_command()
    {
        await using var server = new SmtpServer();
        await using var mail = await PlainAsync(server.Port);
        var name = new PersonName("Ann\r\nBcc: thief@example.org\r\n.\r\nRCPT TO:<thief@example.org>", ["Bad\r\n.\r\nQUIT"], "Dr");
        await mail.AddAsync(To("ann@example.org", NotificationTemplate.Submitted(new ContactDetails("p", name, "ann@example.org"))));
        mail.Start();
        await mail.WhenAsync(MailState.Sent);
        var sent = Assert.Single(server.Taken);
        Assert.Single(sent.Recipients);
        Assert.DoesNotContain(sent.Text.Split('\n'), line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(server.Lines, line => line.StartsWith("RCPT TO:<thief", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_was_away_gets_every_mail_once_it_is_back()
    {
        int port;
        await using (var gone = new SmtpServer())
            port = gone.Port;
        await using var mail = await PlainAsync(port);
        await mail.AddAsync(To("ann@example.org"), To("bob@example.org"));
        mail.Start();
        await Eventually.Passes(async () => Assert.All(await mail.TriedAsync(), Assert.True), TimeSpan.FromMinutes(1));
        await using var server = new SmtpServer(port: port);
        await mail.WhenAsync(MailState.Sent, MailState.Sent);
        Assert.Equal(2, server.Taken.Select(one => one.Id).Distinct().Count());
        Assert.Equal(2, server.Taken.Count);
    }

    [Fact]
    public async Task A_kill_between_the_servers_answer_and_its_note_sends_that_one_again_under_the_same_id_and_no_other()
    {
        await using var server = new SmtpServer();
        await using var mail = await PlainAsync(server.Port);
        await mail.AddAsync(To("ann@example.org"));
        mail.Start();
        await mail.WhenAsync(MailState.Sent);
        server.FallsSilent = true;
        await mail.AddAsync(To("bob@example.org"));
        await Eventually.True(() => server.Taken.Count == 2, "the server has taken the second");
        await mail.KillAsync();
        server.FallsSilent = false;

        mail.Start();
        await mail.WhenAsync(MailState.Sent, MailState.Sent);
        Assert.Equal(3, server.Taken.Count);
        Assert.Equal(2, server.Taken.Select(one => one.Id).Distinct().Count());
        Assert.Equal(server.Taken[1].Id, server.Taken[2].Id);
    }

    [Fact]
    public async Task A_database_that_fails_for_a_while_does_not_end_the_mail()
    {
        await using var server = new SmtpServer();
        await using var mail = await PlainAsync(server.Port);
        await mail.SqlAsync("ALTER TABLE notifications RENAME TO away");
        mail.Start();
        await mail.SqlAsync("INSERT INTO away (id, message_id, patient_id, referral_id, organisation, template, subject, text, address, created_at, mail) "
            + "VALUES ('n', 'm', 'p', 'r', 'A81001', 't', 's', 'x', 'ann@example.org', '2026-01-05T09:00:00.0000000Z', 'pending')");
        await mail.WhenItSaysAsync("mail waits");
        await mail.SqlAsync("ALTER TABLE away RENAME TO notifications");
        await mail.WhenAsync(MailState.Sent);
        Assert.False(mail.HasEnded);
    }

    /// <summary>Where the service keeps its state: a PostgreSQL connection string, or null for an SQLite file.</summary>
    protected virtual Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    private async Task<MailProcess> PlainAsync(int port)
    {
        var mail = await MailProcess.CreateAsync(await DatabaseAsync());
        mail["Mail__Host"] = "127.0.0.1";
        mail["Mail__Port"] = $"{port}";
        mail["Mail__Tls"] = "false";
        return mail;
    }

    private Notification To(string address, NotificationTemplate? template = null) => Pending.Mail(++made, address, template);
}
