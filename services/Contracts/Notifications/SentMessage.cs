namespace Platform.Contracts.Notifications;

/// <summary>A message that a patient was sent, as the inbox shows it.</summary>
/// <param name="Id">The notification's own id.</param>
/// <param name="EventId">The event that it was made from.</param>
/// <param name="PatientId">The records service's id.</param>
/// <param name="ReferralId">The referral that it is about.</param>
/// <param name="Template">Which text it is, for example <c>referral-booked</c>.</param>
/// <param name="Subject">The subject line.</param>
/// <param name="Text">The text; never clinical.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Mail"><c>off</c> (no mail server is set), <c>pending</c>, <c>sent</c>, <c>no-address</c> or <c>failed</c>.</param>
public sealed record SentMessage(
    string Id, string EventId, string PatientId, string ReferralId, string Template, string Subject, string Text, DateTimeOffset CreatedAt, string Mail);

/// <summary>The newest first.</summary>
/// <param name="Items">One page.</param>
/// <param name="Next">The value of <c>after</c> for the next page, or null when there is none.</param>
public sealed record SentMessages(IReadOnlyList<SentMessage> Items, string? Next = null);
