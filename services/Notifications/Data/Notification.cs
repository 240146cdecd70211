namespace Platform.Notifications.Data;

/// <summary>One message to one patient, made from one event.</summary>
public sealed class Notification
{
    public required string Id { get; init; }

    /// <summary>The event's message id; unique, so that even a broken inbox could not double it.</summary>
    public required string MessageId { get; init; }
    public required string PatientId { get; init; }
    public required string ReferralId { get; init; }

    /// <summary>ODS code of the referring organisation, which may see what its patients were told.</summary>
    public required string Organisation { get; init; }
    public required string Template { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public string? Address { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string Mail { get; set; }
    public int MailAttempts { get; set; }

    /// <summary>While it is pending, when the next attempt is due, null for at once; afterwards when that was decided.</summary>
    public DateTimeOffset? MailAt { get; set; }
}

/// <summary>Where a notification stands on its way by mail.</summary>
public static class MailState
{
    /// <summary>No mail server is set: the inbox is all there is.</summary>
    public const string Off = "off";
    public const string Pending = "pending";
    public const string Sent = "sent";
    public const string NoAddress = "no-address";

    /// <summary>The mail server refused it for good.</summary>
    public const string Failed = "failed";
}
