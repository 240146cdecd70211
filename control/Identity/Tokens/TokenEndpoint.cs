using System.Security.Cryptography.X509Certificates;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.WorkloadIdentity;

namespace Platform.Identity.Tokens;

/// <summary>`POST /token`: mutual TLS and a compiled-in list of callers. Errors carry the OAuth code alone.</summary>
public static partial class TokenEndpoint
{
    private static readonly string[] s_callers = ["gateway", "referrals", "records", "notifications", "dashboard", "cli"];

    /// <summary>Maps the route.</summary>
    public static void MapTokens(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/token", AnswerAsync).RequireWorkloads(s_callers);
        endpoints.MapGet("/.well-known/jwks.json", (TokenSigningKey key) => Results.Text(key.Jwks, "application/json"))
            .WithRouteLabel(RouteLabel.Public);
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context, AuthorizationCodeGrant codes, TokenExchangeGrant exchanges, ClientCredentialsGrant credentials,
        ILogger<TokenIssuer> logger)
    {
        context.Response.Headers.CacheControl = "no-store";
        var caller = MutualTlsPeer.Of(context);
        try
        {
            var request = await ReadAsync(context, caller);
            var grant = request.Required("grant_type");
            var answer = grant switch
            {
                "authorization_code" => codes.Redeem(request),
                TokenExchangeGrant.GrantType => exchanges.Exchange(request),
                "client_credentials" => credentials.Issue(request),
                _ => throw new TokenRequestRefusedException("unsupported_grant_type", "the grant type is not supported"),
            };
            LogIssued(logger, caller, grant, request.Form["audience"].ToString());
            return Results.Json(answer);
        }
        catch (TokenRequestRefusedException e)
        {
            LogRefused(logger, caller, e.Message);
            return Results.Json(new { error = e.Error }, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<TokenRequest> ReadAsync(HttpContext context, SpiffeId caller)
    {
        if (!context.Request.HasFormContentType)
        {
            throw new TokenRequestRefusedException("invalid_request", "the body is not a form");
        }

        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException e)
        {
            throw new TokenRequestRefusedException("invalid_request", $"the form is malformed: {e.Message}");
        }

        using var key = context.Connection.ClientCertificate!.GetECDsaPublicKey()!;
        var proof = context.Request.Headers["DPoP"] switch
        {
            [] => null,
            [{ Length: > 0 } only] => only,
            _ => throw new TokenRequestRefusedException("invalid_dpop_proof", "several proofs"),
        };
        return new TokenRequest(caller, JsonWebKeys.Thumbprint(key), form, proof);
    }

    [LoggerMessage(1, LogLevel.Information, "token.issue {Caller} {Grant} {Audience}")]
    private static partial void LogIssued(ILogger logger, SpiffeId caller, string grant, string audience);

    [LoggerMessage(2, LogLevel.Warning, "token.deny {Caller}: {Reason}")]
    private static partial void LogRefused(ILogger logger, SpiffeId caller, string reason);
}
