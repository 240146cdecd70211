using System.Text.Json;
using Platform.Identity.Revocations;
using Platform.Identity.SignIn;
using Platform.WorkloadIdentity;

namespace Platform.Identity.Tokens;

/// <summary>Writes the tokens (contracts.md §4). Opaque ids and codes only: no name ever enters a token.</summary>
public sealed class TokenIssuer(TokenSigningKey key, RevocationRegister register, WorkloadIdentityOptions options, TimeProvider clock)
{
    /// <summary>The life of a user's token.</summary>
    public static readonly TimeSpan UserLifetime = TimeSpan.FromMinutes(15);

    /// <summary>The life of a token between workloads.</summary>
    public static readonly TimeSpan CallLifetime = AccessTokenValidator.MaxLifetime;

    private const string AccessTokenType = "at+jwt";

    /// <summary>A user's token for the edge that they signed in at, bound to a key.</summary>
    public IssuedToken ForUser(SignedIn signIn, string audience, string keyThumbprint, TimeSpan lifetime) => Issue(audience, lifetime, keyThumbprint, claims =>
    {
        claims.WriteString("sub", signIn.Persona.Subject);
        claims.WriteString("sid", signIn.SessionId);
        WriteUser(claims, RolesOf(signIn.Persona), signIn.Persona.Organisation, signIn.Acr, signIn.AuthTime);
    });

    /// <summary>The exchanged token: the same user, acted for by the caller, for one callee, not outliving the token that it comes from.</summary>
    public IssuedToken Exchanged(AccessTokenClaims subject, SpiffeId caller, string audience, string keyThumbprint, TimeSpan lifetime)
    {
        var left = subject.ExpiresAt - clock.GetUtcNow();
        return Issue(audience, left < lifetime ? left : lifetime, keyThumbprint, claims =>
        {
            claims.WriteString("sub", subject.Subject);
            if (subject.SessionId is { } session)
            {
                claims.WriteString("sid", session);
            }

            WriteUser(claims, subject.Roles, subject.Organisation, subject.Acr, subject.AuthTime);
            claims.WriteStartObject("act");
            claims.WriteString("sub", caller.ToString());
            if (subject.Actor is { } prior)
            {
                // RFC 8693 §4.1: the chain of delegation, for information; only the outermost actor counts.
                claims.WriteStartObject("act");
                claims.WriteString("sub", prior.ToString());
                claims.WriteEndObject();
            }

            claims.WriteEndObject();
        });
    }

    /// <summary>A workload acting for itself.</summary>
    public IssuedToken ForWorkload(SpiffeId caller, string audience, string keyThumbprint, TimeSpan lifetime) =>
        Issue(audience, lifetime, keyThumbprint, claims => claims.WriteString("sub", caller.ToString()));

    /// <summary>The ID token of a sign-in, for the client alone.</summary>
    public string IdToken(SignedIn signIn, string clientId, string? nonce)
    {
        var now = clock.GetUtcNow();
        return key.Sign("JWT", claims =>
        {
            claims.WriteString("iss", options.Issuer);
            claims.WriteString("sub", signIn.Persona.Subject);
            claims.WriteString("aud", clientId);
            claims.WriteNumber("iat", now.ToUnixTimeSeconds());
            claims.WriteNumber("exp", (now + CallLifetime).ToUnixTimeSeconds());
            claims.WriteNumber("auth_time", signIn.AuthTime.ToUnixTimeSeconds());
            claims.WriteString("acr", signIn.Acr);
            claims.WriteString("sid", signIn.SessionId);
            if (nonce is not null)
            {
                claims.WriteString("nonce", nonce);
            }
        });
    }

    private List<string> RolesOf(Persona persona) =>
        [.. persona.Roles.Where(role => !register.Current.Has(RevocationKind.Role, $"{role}:{persona.Subject}"))];

    private IssuedToken Issue(string audience, TimeSpan lifetime, string keyThumbprint, Action<Utf8JsonWriter> subject)
    {
        var now = clock.GetUtcNow();
        var seconds = (int)lifetime.TotalSeconds;
        var id = Guid.NewGuid().ToString("N");
        var token = key.Sign(AccessTokenType, claims =>
        {
            claims.WriteString("iss", options.Issuer);
            claims.WriteString("aud", audience);
            claims.WriteString("jti", id);
            claims.WriteNumber("iat", now.ToUnixTimeSeconds());
            claims.WriteNumber("exp", now.ToUnixTimeSeconds() + seconds);
            subject(claims);
            claims.WriteStartObject("cnf");
            claims.WriteString("jkt", keyThumbprint);
            claims.WriteEndObject();
        });
        return new IssuedToken(token, seconds, id);
    }

    private static void WriteUser(Utf8JsonWriter claims, IReadOnlyList<string> roles, string? organisation, string? acr, DateTimeOffset? authTime)
    {
        claims.WriteStartArray("roles");
        foreach (var role in roles)
        {
            claims.WriteStringValue(role);
        }

        claims.WriteEndArray();
        if (organisation is not null)
        {
            claims.WriteString("ods", organisation);
        }

        if (acr is not null)
        {
            claims.WriteString("acr", acr);
        }

        if (authTime is { } time)
        {
            claims.WriteNumber("auth_time", time.ToUnixTimeSeconds());
        }
    }
}
