using System.ComponentModel.DataAnnotations;

namespace Platform.Notifications.Mail;

/// <summary>Section <c>Mail</c>: the SMTP server. Without a host nothing is mailed, and the inbox is all there is.</summary>
public sealed class MailOptions
{
    /// <summary>The server; empty switches mail off.</summary>
    public string Host { get; init; } = "";

    /// <value>587.</value>
    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    /// <summary>STARTTLS. Switching it off is refused unless the server is on loopback.</summary>
    /// <value>True.</value>
    public bool Tls { get; init; } = true;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <value>no-reply@platform.local</value>
    [EmailAddress]
    public string From { get; init; } = "no-reply@platform.local";

    /// <summary>Attempts after which a mail is given up; they are spread over about two hours.</summary>
    /// <value>24.</value>
    [Range(1, 1000)]
    public int AttemptsMax { get; init; } = 24;

    public bool IsOn => Host.Length > 0;
}
