using Platform.Referrals.Fhir;
using Platform.Referrals.Messages.Checks;

namespace Platform.Referrals.Messages;

/// <summary>
/// What a message says about its event and its sender, for the decision whether this caller may send it. Whatever cannot be read is null; the message
/// is refused later for that.
/// </summary>
public sealed record StatedEvent(string? Event, string? Sender)
{
    public static StatedEvent Of(ReadOnlySpan<byte> body) =>
        StrictJson.Read(body).Root is { } root && BundleCheck.Read(root).Bundle is { } bundle
            ? new(bundle.EventCode, AddressCheck.StatedSender(bundle))
            : new(null, null);
}
