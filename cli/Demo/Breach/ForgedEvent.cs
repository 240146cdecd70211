using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Demo.Breach;

/// <summary>A message as somebody writes it who knows the formats: the event's body as MassTransit would serialize it, and an envelope over its bytes.</summary>
/// <param name="Id">The message id, in body and envelope.</param>
/// <param name="Body">The bytes on the wire.</param>
/// <param name="Envelope">The header that signs them, or null.</param>
internal sealed record ForgedEvent(Guid Id, byte[] Body, string? Envelope)
{
    public const string Exchange = "referrals.v1.referral-submitted";

    private const string Urn = "urn:message:Platform.Contracts.Referrals:ReferralSubmitted";
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>The event of a submission, without envelope.</summary>
    public static ForgedEvent Submitted(Guid id, JourneyFacts facts) => new(id, JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["messageId"] = id.ToString("D"),
        ["messageType"] = new JsonArray(Urn),
        ["message"] = new JsonObject
        {
            ["referralId"] = facts.ReferralId,
            ["patientId"] = facts.PatientId,
            ["referringOrganisation"] = "A81001",
            ["receivingOrganisation"] = "RXX01",
            ["occurredAt"] = TimeProvider.System.GetUtcNow().ToString("O"),
        },
    }), null);

    /// <summary>Signed with a workload's key, on behalf of a GP.</summary>
    /// <param name="signer">The workload.</param>
    /// <param name="since">How long ago; default now.</param>
    /// <param name="life">How long it is good for; default an hour.</param>
    public ForgedEvent SignedBy(Svid signer, TimeSpan since = default, TimeSpan? life = null)
    {
        using var key = signer.OpenKey();
        var now = (TimeProvider.System.GetUtcNow() - since).ToUnixTimeSeconds();
        return this with
        {
            Envelope = CompactJws.Sign(key, "msg+jwt", header =>
            {
                header.WriteStartArray("x5c");
                foreach (var certificate in signer.EncodedChain)
                    header.WriteStringValue(certificate);
                header.WriteEndArray();
            }, claims =>
            {
                claims.WriteString("iss", signer.Id.ToString());
                claims.WriteString("aud", Urn);
                claims.WriteString("jti", Id.ToString("D"));
                claims.WriteNumber("iat", now);
                claims.WriteNumber("exp", now + (long)(life ?? Life).TotalSeconds);
                claims.WriteString("sub", "gp");
                claims.WriteStartObject("act");
                claims.WriteString("sub", signer.Id.ToString());
                claims.WriteEndObject();
                claims.WriteStartArray("roles");
                claims.WriteStringValue("gp");
                claims.WriteEndArray();
                claims.WriteString("ods", "A81001");
                claims.WriteString("acr", "aal2");
                claims.WriteNumber("auth_time", now);
                claims.WriteString("action", "referrals.referral.submit");
                claims.WriteString("decisionId", Guid.NewGuid().ToString("D"));
                claims.WriteString("purpose", "TREAT");
                claims.WriteString("bodySha256", Convert.ToHexStringLower(SHA256.HashData(Body)));
            }),
        };
    }

    /// <summary>By what a consumer that trusts nothing in it names it: SHA-256 over envelope and body.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(Envelope ?? ""), 0, .. Body]));

    /// <summary>Another receiver in the same bytes' place; the envelope stays. If it were acted on, the practice would see so.</summary>
    public ForgedEvent Altered() => this with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Body).Replace("RXX01", "RYY02", StringComparison.Ordinal)) };
}
