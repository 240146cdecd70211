using System.Text.Json.Nodes;
using Platform.Referrals.Data;
using Platform.Referrals.Messages;

namespace Platform.Referrals.Submission;

internal static class StoredMessage
{
    public static MessageVersion Of(ReferralMessage message, string referralId, int version, JsonObject body, DateTimeOffset now) => new()
    {
        ReferralId = referralId,
        Version = version,
        Kind = message.Workflow.Kind.ToString().ToLowerInvariant(),
        RequestId = message.Headers.RequestId.ToString("D"),
        CorrelationId = message.Headers.CorrelationId.ToString("D"),
        ReceivedAt = now,
        Body = body.ToJsonString(),
    };
}
