using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Platform.Rego.AspNetCore;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>Verifies an envelope against the bytes that it came with. Nothing of the body is interpreted before this has succeeded.</summary>
/// <param name="svids">Validates the producer's chain.</param>
/// <param name="own">Identity of this workload; producers are its siblings.</param>
/// <param name="accepted">The event types that this service consumes.</param>
/// <param name="clock">The clock.</param>
public sealed class EnvelopeVerifier(SvidValidation svids, SpiffeId own, IEnumerable<EventType> accepted, TimeProvider clock)
{
    /// <summary>The largest body, in bytes: events hold ids and codes.</summary>
    public const int BodyBytesMax = 64 * 1024;

    /// <summary>How far the producer's clock may be ahead.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    private const int CertificatesMax = 4;
    private readonly Dictionary<string, EventType> types = accepted.ToDictionary(type => type.Urn, StringComparer.Ordinal);

    /// <summary>Verifies; returns what is proven.</summary>
    /// <param name="envelope">The header's text, or null.</param>
    /// <param name="body">The bytes as they came from the wire.</param>
    /// <param name="brokerUser">The user that the broker vouches for (AMQP <c>user-id</c>), or null.</param>
    /// <exception cref="MessageRefusedException">Anything is missing or wrong.</exception>
    public VerifiedMessage Verify(string? envelope, ReadOnlySpan<byte> body, string? brokerUser)
    {
        if (body.Length > BodyBytesMax)
            throw new MessageRefusedException(MessageRefusal.TooLarge);
        if (string.IsNullOrEmpty(envelope))
            throw new MessageRefusedException(MessageRefusal.EnvelopeMissing);
        if (!CompactJws.TryParse(envelope, out var jws) || jws.Type != EnvelopeSigner.JwtType)
            throw new MessageRefusedException(MessageRefusal.EnvelopeMalformed);

        var issuedAt = Required(CompactJws.Time(jws.Payload, "iat"));
        var producer = Producer(jws, issuedAt);
        RequireSameBody(jws.Payload, body);
        var type = RequireAccepted(jws.Payload, producer, brokerUser);
        var expiresAt = RequireInTime(jws.Payload, issuedAt, type);
        return Guid.TryParseExact(Required(CompactJws.Text(jws.Payload, "jti")), "D", out var id)
            ? new VerifiedMessage(id, type.Urn, producer, Claims(jws.Payload, producer), issuedAt, expiresAt)
            : throw new MessageRefusedException(MessageRefusal.EnvelopeMalformed);
    }

    private SpiffeId Producer(CompactJws jws, DateTimeOffset issuedAt)
    {
        var chain = new X509Certificate2Collection();
        try
        {
            using var leaf = ReadChain(jws.Header, chain);
            var outcome = svids.Validate(leaf, chain, issuedAt);
            if (!outcome.IsValid)
                throw new MessageRefusedException(MessageRefusal.ProducerUntrusted, outcome.Broken.ToString());
            using var key = leaf.GetECDsaPublicKey();
            if (key is null || !jws.Verify(key))
                throw new MessageRefusedException(MessageRefusal.SignatureInvalid);
            return Required(CompactJws.Text(jws.Payload, "iss")) == outcome.Id.ToString()
                ? outcome.Id
                : throw new MessageRefusedException(MessageRefusal.ProducerMismatch);
        }
        finally
        {
            foreach (var certificate in chain)
                certificate.Dispose();
        }
    }

    private static X509Certificate2 ReadChain(JsonElement header, X509Certificate2Collection intermediates)
    {
        if (!header.TryGetProperty("x5c", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > CertificatesMax)
            throw new MessageRefusedException(MessageRefusal.EnvelopeMalformed);
        try
        {
            var certificates = list.EnumerateArray().Select(item => X509CertificateLoader.LoadCertificate(item.GetBytesFromBase64())).ToList();
            intermediates.AddRange(certificates.Skip(1).ToArray());
            return certificates[0];
        }
        catch (Exception malformed) when (malformed is FormatException or CryptographicException or InvalidOperationException)
        {
            throw new MessageRefusedException(MessageRefusal.EnvelopeMalformed);
        }
    }

    private static void RequireSameBody(JsonElement payload, ReadOnlySpan<byte> body)
    {
        var signed = Required(CompactJws.Text(payload, "bodySha256"));
        if (signed != Convert.ToHexStringLower(SHA256.HashData(body)))
            throw new MessageRefusedException(MessageRefusal.BodyAltered);
    }

    private EventType RequireAccepted(JsonElement payload, SpiffeId producer, string? brokerUser)
    {
        if (!types.TryGetValue(Required(CompactJws.Text(payload, "aud")), out var type))
            throw new MessageRefusedException(MessageRefusal.TypeUnexpected);
        if (!producer.IsSibling(own, type.Producer))
            throw new MessageRefusedException(MessageRefusal.ProducerNotAllowed);
        return brokerUser == type.Producer ? type : throw new MessageRefusedException(MessageRefusal.BrokerUserMismatch);
    }

    private DateTimeOffset RequireInTime(JsonElement payload, DateTimeOffset issuedAt, EventType type)
    {
        var now = clock.GetUtcNow();
        var expiresAt = Required(CompactJws.Time(payload, "exp"));
        if (issuedAt > now + ClockSkew || expiresAt <= issuedAt || expiresAt - issuedAt > type.Lifetime)
            throw new MessageRefusedException(MessageRefusal.LifetimeUnacceptable);
        return expiresAt > now ? expiresAt : throw new MessageRefusedException(MessageRefusal.Expired);
    }

    private static MessageClaims Claims(JsonElement payload, SpiffeId producer)
    {
        var subject = Required(CompactJws.Text(payload, "sub"));
        var actor = payload.TryGetProperty("act", out var act) ? CompactJws.Text(act, "sub") : null;
        if (actor is null ? subject != producer.ToString() : actor != producer.ToString())
            throw new MessageRefusedException(MessageRefusal.ProducerMismatch);
        return new MessageClaims(
            actor is null ? null : User(payload, subject),
            Required(CompactJws.Text(payload, "action")),
            Required(CompactJws.Text(payload, "decisionId")),
            CompactJws.Text(payload, "purpose"));
    }

    private static PolicySubject User(JsonElement payload, string id)
    {
        if (!payload.TryGetProperty("roles", out var roles) || roles.ValueKind != JsonValueKind.Array
            || roles.EnumerateArray().Any(role => role.ValueKind != JsonValueKind.String))
            throw new MessageRefusedException(MessageRefusal.EnvelopeMalformed);
        return new PolicySubject(
            id,
            [.. roles.EnumerateArray().Select(role => role.GetString()!)],
            CompactJws.Text(payload, "ods"),
            CompactJws.Text(payload, "acr"),
            CompactJws.Time(payload, "auth_time"));
    }

    private static T Required<T>(T? value) where T : class => value ?? throw new MessageRefusedException(MessageRefusal.EnvelopeMalformed);

    private static T Required<T>(T? value) where T : struct => value ?? throw new MessageRefusedException(MessageRefusal.EnvelopeMalformed);
}
