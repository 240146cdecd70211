using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.WorkloadIdentity;

namespace Platform.Identity.SignIn;

/// <summary>The development OpenID provider's front: discovery and `/authorize`. A code alone is worth nothing, since only a workload can redeem it.</summary>
public static partial class SignInEndpoints
{
    private static readonly string s_contentSecurityPolicy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(PersonaPage.Style)))}'; "
        + "form-action 'self' https://localhost:*; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Maps the routes of the browser listener.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/.well-known/openid-configuration", Discovery).WithRouteLabel(RouteLabel.Public).OnListener(ListenerClass.Browser);
        endpoints.MapGet("/authorize", Pick).WithRouteLabel(RouteLabel.Public).OnListener(ListenerClass.Browser);
        endpoints.MapPost("/authorize", AuthorizeAsync).WithRouteLabel(RouteLabel.Public).OnListener(ListenerClass.Browser);
    }

    private static IResult Discovery(HttpContext context, WorkloadIdentityOptions options, ListenerTable listeners)
    {
        var browser = $"https://localhost:{context.Connection.LocalPort}";
        var control = (options.Endpoint ?? listeners.UrlOf(ListenerClass.Control)).ToString().TrimEnd('/');
        return Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = options.Issuer,
            ["authorization_endpoint"] = $"{browser}/authorize",
            ["token_endpoint"] = $"{control}/token",
            ["jwks_uri"] = $"{browser}/.well-known/jwks.json",
            ["response_types_supported"] = new[] { "code" },
            ["response_modes_supported"] = new[] { "query" },
            ["grant_types_supported"] = new[] { "authorization_code", "client_credentials", Tokens.TokenExchangeGrant.GrantType },
            ["code_challenge_methods_supported"] = new[] { "S256" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "ES256" },
            ["dpop_signing_alg_values_supported"] = new[] { "ES256" },
            ["token_endpoint_auth_methods_supported"] = new[] { "tls_client_auth" },
            ["acr_values_supported"] = new[] { "aal2", "aal3" },
            ["scopes_supported"] = new[] { "openid" },
        });
    }

    private static IResult Pick(HttpContext context, RegisteredClients clients)
    {
        Harden(context.Response.Headers);
        return AuthorizationRequest.Read(name => context.Request.Query[name], clients) is { } request
            ? Results.Content(PersonaPage.Render(request), "text/html; charset=utf-8")
            : Refused();
    }

    private static async Task<IResult> AuthorizeAsync(
        HttpContext context, RegisteredClients clients, AuthorizationCodes codes, TimeProvider clock, ILogger<AuthorizationCodes> logger)
    {
        Harden(context.Response.Headers);
        if (!context.Request.HasFormContentType || context.Request.Headers["Sec-Fetch-Site"] is [not ("same-origin" or "none"), ..])
        {
            return Refused();
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (AuthorizationRequest.Read(name => form[name], clients) is not { } request || Personas.Find(form["persona"]) is not { } persona)
        {
            return Refused();
        }

        var signedIn = new SignedIn(persona, Guid.NewGuid().ToString("N"), request.Acr, clock.GetUtcNow());
        if (codes.Create(request, signedIn) is not { } code)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        LogSignedIn(logger, persona.Id, request.Client.Id, signedIn.SessionId);
        var parameters = new Dictionary<string, string?> { ["code"] = code };
        if (request.State is not null)
        {
            parameters["state"] = request.State;
        }

        return Results.Redirect(QueryHelpers.AddQueryString(request.RedirectUri, parameters));
    }

    /// <summary>Never redirects: an address that was not checked is not one to send a browser to.</summary>
    private static IResult Refused() => Results.Text("The sign-in request is not valid.", statusCode: StatusCodes.Status400BadRequest);

    private static void Harden(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = s_contentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
    }

    [LoggerMessage(1, LogLevel.Information, "sign-in of {Persona} through {Client}, session {Session}")]
    private static partial void LogSignedIn(ILogger logger, string persona, string client, string session);
}
