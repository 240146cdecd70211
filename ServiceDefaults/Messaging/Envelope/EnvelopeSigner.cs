using System.Security.Cryptography;
using System.Text.Json;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>Signs the bytes of a message with this workload's key (contracts.md §5).</summary>
/// <param name="svid">Gives the SVID to sign with; asked for each message, so that a rotation takes effect at once.</param>
/// <param name="clock">The clock.</param>
public sealed class EnvelopeSigner(Func<Svid> svid, TimeProvider clock)
{
    /// <summary>The message header that holds the envelope.</summary>
    public const string Header = "platform-envelope";

    /// <summary><c>typ</c> of the envelope.</summary>
    public const string JwtType = "msg+jwt";

    /// <summary>The envelope for a body.</summary>
    /// <param name="id">The message id.</param>
    /// <param name="type">URN of the message type.</param>
    /// <param name="lifetime">After this it may no longer be acted on.</param>
    /// <param name="claims">Why it is sent.</param>
    /// <param name="body">The serialized bytes, as they go on the wire.</param>
    public string Sign(Guid id, string type, TimeSpan lifetime, MessageClaims claims, ReadOnlySpan<byte> body)
    {
        var signer = svid();
        using var key = signer.OpenKey();
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return CompactJws.Sign(key, JwtType, header => WriteChain(header, signer), json =>
        {
            json.WriteString("iss", signer.Id.ToString());
            json.WriteString("aud", type);
            json.WriteString("jti", id.ToString("D"));
            json.WriteNumber("iat", now);
            json.WriteNumber("exp", now + (long)lifetime.TotalSeconds);
            WriteSubject(json, claims, signer.Id);
            json.WriteString("action", claims.Action);
            json.WriteString("decisionId", claims.DecisionId);
            json.WriteString("purpose", claims.Purpose);
            json.WriteString("bodySha256", hash);
        });
    }

    private static void WriteChain(Utf8JsonWriter header, Svid signer)
    {
        header.WriteStartArray("x5c");
        foreach (var certificate in signer.EncodedChain)
            header.WriteStringValue(certificate);
        header.WriteEndArray();
    }

    // As in access tokens: sub is the user and act the workload, or sub is the workload and there is no act.
    private static void WriteSubject(Utf8JsonWriter json, MessageClaims claims, SpiffeId producer)
    {
        if (claims.Subject is not { } user)
        {
            json.WriteString("sub", producer.ToString());
            return;
        }

        json.WriteString("sub", user.Id);
        json.WriteStartObject("act");
        json.WriteString("sub", producer.ToString());
        json.WriteEndObject();
        json.WriteStartArray("roles");
        foreach (var role in user.Roles)
            json.WriteStringValue(role);
        json.WriteEndArray();
        json.WriteString("ods", user.Organisation);
        json.WriteString("acr", user.Acr);
        if (user.AuthTime is { } authenticated)
            json.WriteNumber("auth_time", authenticated.ToUnixTimeSeconds());
    }
}
