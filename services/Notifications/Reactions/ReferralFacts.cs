using Platform.Rego.AspNetCore;

namespace Platform.Notifications.Reactions;

internal static class ReferralFacts
{
    public static ResourceFacts Of(string referralId, string patientId) => new("referral", referralId, [], default, [], patientId);
}
