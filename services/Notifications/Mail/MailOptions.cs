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

    /// <summary>
    /// STARTTLS, with a certificate that the machine trusts and that names <see cref="Host"/>; a server that has none gets nothing. Switching it off is
    /// refused unless the server is on loopback and wants no password.
    /// </summary>
    /// <value>True.</value>
    public bool Tls { get; init; } = true;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <value>no-reply@platform.local</value>
    [EmailAddress]
    public string From { get; init; } = "no-reply@platform.local";

    /// <summary>Attempts after which a mail that the server puts off is given up; they are spread over nearly two hours. Time without a server does not count.</summary>
    /// <value>24.</value>
    [Range(1, 1000)]
    public int AttemptsMax { get; init; } = 24;

    /// <summary>How long a mail waits after its first attempt that failed; after later ones up to five times as long.</summary>
    /// <value>One minute.</value>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one attempt may take.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    public bool IsOn => Host.Length > 0;
}
