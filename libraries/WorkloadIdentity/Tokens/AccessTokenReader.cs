using System.Collections.Concurrent;
using System.Text.Json;

namespace Platform.WorkloadIdentity;

/// <summary>Verifies an access token by itself: ES256, `typ: at+jwt`, a known `kid`, issuer, audience, times, not revoked. What it is bound to is checked elsewhere.</summary>
/// <remarks>
/// The outcome of the signature check is remembered per token, at most <see cref="CacheSize"/> of them; everything that depends on time or on the
/// request is checked each time. Source: RFC 8725 §3, RFC 9068 §4.
/// </remarks>
public sealed class AccessTokenReader(SigningKeySet keys, RevocationList revocations, WorkloadIdentityOptions options, TimeProvider clock)
{
    /// <summary>How many tokens are remembered.</summary>
    public const int CacheSize = 4096;

    private const string TypeName = "at+jwt";
    private static readonly string[] s_keyHeaders = ["jku", "x5u", "x5c", "x5t", "jwk"];
    private readonly ConcurrentDictionary<string, AccessTokenClaims> _proven = new(StringComparer.Ordinal);

    /// <summary>Claims, or why not.</summary>
    /// <param name="token">The compact text.</param>
    /// <param name="audience">The only audience that is accepted.</param>
    /// <param name="maxLifetime">The longest `exp` − `iat` that is accepted.</param>
    public (AccessTokenClaims? Claims, TokenRefusal? Refusal) Read(string? token, string audience, TimeSpan maxLifetime)
    {
        if (string.IsNullOrEmpty(token))
        {
            return (null, new TokenRefusal(TokenRefusalReason.Missing));
        }

        if (!_proven.TryGetValue(token, out var claims))
        {
            (claims, var reason) = Prove(token);
            if (claims is null)
            {
                return (null, new TokenRefusal(reason!.Value));
            }

            Remember(token, claims);
        }

        return CheckUse(claims, audience, maxLifetime) is { } refused ? (null, new TokenRefusal(refused, claims.TokenId)) : (claims, null);
    }

    private (AccessTokenClaims?, TokenRefusalReason?) Prove(string token)
    {
        if (!CompactJws.TryParse(token, out var jws))
        {
            return (null, TokenRefusalReason.Malformed);
        }

        if (s_keyHeaders.Any(name => jws.Header.TryGetProperty(name, out _)))
        {
            return (null, TokenRefusalReason.KeyInHeader);
        }

        if (jws.Type != TypeName)
        {
            return (null, TokenRefusalReason.Type);
        }

        if (!keys.IsLoaded)
        {
            return (null, TokenRefusalReason.KeysUnavailable);
        }

        if (jws.KeyId is not { } keyId || keys.Find(keyId) is not { } key)
        {
            return (null, TokenRefusalReason.UnknownKey);
        }

        if (!key.Verify(jws))
        {
            return (null, TokenRefusalReason.Signature);
        }

        if (CompactJws.Text(jws.Payload, "iss") != options.Issuer)
        {
            return (null, TokenRefusalReason.Issuer);
        }

        // An array of audiences is refused too: a token of ours names one.
        if (CompactJws.Text(jws.Payload, "aud") is not { } audience)
        {
            return (null, TokenRefusalReason.Audience);
        }

        return Claims(jws.Payload, audience, keyId) is { } claims ? (claims, null) : (null, TokenRefusalReason.Claim);
    }

    private static AccessTokenClaims? Claims(JsonElement payload, string audience, string keyId)
    {
        SpiffeId? actor = null;
        if (payload.TryGetProperty("act", out var act) && !SpiffeId.TryParse(CompactJws.Text(act, "sub"), out actor))
        {
            return null;
        }

        return CompactJws.Text(payload, "sub") is { Length: > 0 } subject
            && CompactJws.Text(payload, "jti") is { Length: > 0 } id
            && CompactJws.Time(payload, "iat") is { } issued
            && CompactJws.Time(payload, "exp") is { } expires
            && payload.TryGetProperty("cnf", out var confirmation) && CompactJws.Text(confirmation, "jkt") is { Length: > 0 } thumbprint
            && Roles(payload) is { } roles
            ? new AccessTokenClaims
            {
                Subject = subject,
                Audience = audience,
                TokenId = id,
                KeyId = keyId,
                IssuedAt = issued,
                ExpiresAt = expires,
                NotBefore = CompactJws.Time(payload, "nbf"),
                KeyThumbprint = thumbprint,
                Actor = actor,
                SessionId = CompactJws.Text(payload, "sid"),
                Roles = roles,
                Organisation = CompactJws.Text(payload, "ods"),
                Acr = CompactJws.Text(payload, "acr"),
                AuthTime = CompactJws.Time(payload, "auth_time"),
            }
            : null;
    }

    private static IReadOnlyList<string>? Roles(JsonElement payload)
    {
        if (!payload.TryGetProperty("roles", out var roles))
        {
            return [];
        }

        return roles.ValueKind == JsonValueKind.Array && roles.EnumerateArray().All(r => r.ValueKind == JsonValueKind.String)
            ? [.. roles.EnumerateArray().Select(r => r.GetString()!)]
            : null;
    }

    private TokenRefusalReason? CheckUse(AccessTokenClaims claims, string audience, TimeSpan maxLifetime)
    {
        var now = clock.GetUtcNow();
        return claims.Audience != audience ? TokenRefusalReason.Audience
            : now >= claims.ExpiresAt + options.ClockSkew ? TokenRefusalReason.Expired
            : now + options.ClockSkew < claims.IssuedAt || now + options.ClockSkew < claims.NotBefore ? TokenRefusalReason.NotYetValid
            : claims.ExpiresAt - claims.IssuedAt > maxLifetime ? TokenRefusalReason.Lifetime
            : !revocations.IsFresh ? TokenRefusalReason.RevocationsUnavailable
            : revocations.Current.Refuses(claims) ? TokenRefusalReason.Revoked
            : null;
    }

    private void Remember(string token, AccessTokenClaims claims)
    {
        if (_proven.Count >= CacheSize)
        {
            var now = clock.GetUtcNow();
            foreach (var (old, known) in _proven)
            {
                if (known.ExpiresAt < now)
                {
                    _proven.TryRemove(old, out _);
                }
            }

            if (_proven.Count >= CacheSize)
            {
                return;
            }
        }

        _proven[token] = claims;
    }
}
