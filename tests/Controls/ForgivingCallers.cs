using System.Buffers.Text;
using System.Text.Json.Nodes;
using Platform.Rego.AspNetCore;
using Platform.WorkloadIdentity;

namespace Platform.Controls;

/// <summary>
/// Authenticates as a service does, but takes a token at its word where the check that refused it is switched off: <c>algorithm</c>, <c>time</c>,
/// <c>type</c>, <c>audience</c>, <c>exchange</c> or <c>proof</c>.
/// </summary>
internal sealed class ForgivingCallers(AccessTokenValidator validator, WorkloadIdentityOptions identity, SwitchedDefences defences, TimeProvider clock)
{
    public async ValueTask<CallerOutcome> AuthenticateAsync(HttpContext context, CancellationToken cancellation)
    {
        // A proof is good once, and this is asked twice for a request.
        if (context.Features.Get<CallerOutcome>() is { } known)
            return known;
        var credentials = CallCredentials.Of(context);
        var validation = await validator.ValidateAsync(credentials.Token, credentials.Proof, context.Request.Method, credentials.Path, identity.AppId);
        var caller = validation.Caller ?? Forgiven(credentials.Token, validation.Refusal!.Reason);
        var outcome = caller is null ? CallerOutcome.Refused(validation.Refusal!.Reason.ToString(), validation.Refusal.Challenge) : CallerOutcome.From(ToPolicy(caller));
        context.Features.Set(outcome);
        if (caller is not null)
            context.Features.Set(caller);
        return outcome;
    }

    private ValidatedCaller? Forgiven(string? token, TokenRefusalReason reason) =>
        token?.Split('.') is [_, { Length: > 0 } payload, _] && Read(payload) is { } claims && Check(reason, claims) is { } check && defences.IsOff(check) ? Caller(claims) : null;

    private static string? Check(TokenRefusalReason reason, JsonObject claims) => reason switch
    {
        TokenRefusalReason.Malformed or TokenRefusalReason.KeyInHeader or TokenRefusalReason.UnknownKey or TokenRefusalReason.Signature => "algorithm",
        TokenRefusalReason.Expired or TokenRefusalReason.NotYetValid or TokenRefusalReason.Lifetime => "time",
        TokenRefusalReason.Claim when !IsTime(claims["exp"]) || !IsTime(claims["iat"]) => "time",
        TokenRefusalReason.Claim when claims["cnf"] is not null => "exchange",
        TokenRefusalReason.Audience or TokenRefusalReason.NotExchanged when claims["act"] is null => "exchange",
        TokenRefusalReason.Audience or TokenRefusalReason.Claim => "audience",
        TokenRefusalReason.Type => "type",
        >= TokenRefusalReason.ProofMissing and <= TokenRefusalReason.ProofReplayed => "proof",
        _ => null,
    };

    private static bool IsTime(JsonNode? claim) => claim is JsonValue value && value.TryGetValue(out long _);

    private static JsonObject? Read(string payload)
    {
        try
        {
            return JsonNode.Parse(Base64Url.DecodeFromChars(payload)) as JsonObject;
        }
        catch (Exception malformed) when (malformed is FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private ValidatedCaller Caller(JsonObject claims)
    {
        var roles = (claims["roles"] as JsonArray)?.Select(role => (string)role!).ToArray() ?? [];
        var subject = new CallerSubject((string?)claims["sub"] ?? "nobody", roles, (string?)claims["ods"], (string?)claims["acr"] ?? "aal2", clock.GetUtcNow());
        return new ValidatedCaller(subject, identity.IdOf("gateway"), "forgiven", null, clock.GetUtcNow().AddMinutes(5));
    }

    private static PolicyCaller ToPolicy(ValidatedCaller caller) => new(
        caller.Subject is { } user ? new PolicySubject(user.Id, user.Roles, user.Organisation, user.Acr, user.AuthTime) : null, caller.Actor.ToString(), caller.TokenId, "sidecar");
}
