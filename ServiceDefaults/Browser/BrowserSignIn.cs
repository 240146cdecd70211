using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults.Browser;

/// <summary>
/// Sign-in of browsers: the framework's OAuth handler with PKCE. The browser goes to Identity's browser listener, the code is redeemed over mutual TLS with
/// the process's SVID, and the session lives as long as the user's token. The gateway and the dashboard have it, each with a cookie and tokens of its own.
/// </summary>
public static class BrowserSignIn
{
    /// <summary>The authentication scheme that leads to Identity.</summary>
    public const string Scheme = "identity";

    /// <summary>Where a browser returns to with its code.</summary>
    public const string CallbackPath = "/sign-in/callback";

    /// <summary>Set on a challenge to ask for a stronger sign-in.</summary>
    public const string AcrKey = "acr";

    private static readonly string[] s_assurances = ["aal2", "aal3"];

    /// <summary>Adds sessions and the sign-in.</summary>
    /// <param name="builder">The application; its app-id is the client id.</param>
    /// <param name="cookieName">Of the session. A cookie does not tell ports apart, so each process on a host needs a name of its own; with the prefix <c>__Host-</c>.</param>
    public static void AddBrowserSignIn(this WebApplicationBuilder builder, string cookieName)
    {
        var services = builder.Services;
        var process = PlatformProcess.Read(builder.Configuration);
        var keys = Path.Combine(process.StateDirectory, "data-protection");
        PrivateFile.CreateDirectory(keys);
        services.AddDataProtection().SetApplicationName(process.AppId).PersistKeysToFileSystem(new DirectoryInfo(keys));
        services.AddSingleton<SessionStore>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options => Cookie(options, cookieName))
            .AddOAuth(Scheme, options => OAuth(options, builder.Configuration, process.AppId));
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<SessionStore>((options, sessions) => options.SessionStore = sessions);
        services.AddSingleton<IPostConfigureOptions<OAuthOptions>, Backchannel>();
    }

    /// <summary>The properties of a challenge for a local page.</summary>
    public static AuthenticationProperties Challenge(string? returnTo, string? acr)
    {
        var properties = new AuthenticationProperties { RedirectUri = IsLocal(returnTo) ? returnTo : "/" };
        if (acr is not null && s_assurances.Contains(acr))
        {
            properties.Items[AcrKey] = acr;
        }

        return properties;
    }

    private static bool IsLocal(string? path) => path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);

    private static void Cookie(CookieAuthenticationOptions options, string name)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.Path = "/";
        options.SlidingExpiration = false;
        options.ExpireTimeSpan = TimeSpan.FromMinutes(15);
    }

    private static void OAuth(OAuthOptions options, IConfiguration configuration, string appId)
    {
        var browser = configuration["Identity:BrowserEndpoint"] ?? configuration["services:identity:browser:0"] ?? "https://localhost:7444";
        var control = configuration["Identity:Endpoint"] ?? throw new InvalidOperationException("the setting `Identity:Endpoint` is missing");
        options.ClientId = appId;
        // There is none: the client proves itself by its SVID. The handler insists on a value.
        options.ClientSecret = "-";
        options.AuthorizationEndpoint = $"{browser.TrimEnd('/')}/authorize";
        options.TokenEndpoint = $"{control.TrimEnd('/')}/token";
        options.CallbackPath = CallbackPath;
        options.UsePkce = true;
        options.SaveTokens = true;
        options.Scope.Add("openid");
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.Always;
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.Events.OnRedirectToAuthorizationEndpoint = context =>
        {
            var acr = context.Properties.Items.TryGetValue(AcrKey, out var asked) ? $"&acr_values={asked}" : "";
            context.Response.Redirect(context.RedirectUri + acr);
            return Task.CompletedTask;
        };
        options.Events.OnCreatingTicket = CreateTicket;
        options.Events.OnRemoteFailure = context =>
        {
            context.Response.Redirect("/?sign-in=failed");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private static Task CreateTicket(OAuthCreatingTicketContext context)
    {
        var services = context.HttpContext.RequestServices;
        var reader = services.GetRequiredService<AccessTokenReader>();
        var appId = services.GetRequiredService<WorkloadIdentityOptions>().AppId;
        var (claims, refusal) = reader.Read(context.AccessToken, appId, TimeSpan.FromMinutes(15));
        if (claims is null)
        {
            throw new AuthenticationFailureException($"the token of the sign-in was refused: {refusal!.Reason}");
        }

        context.Identity!.AddClaim(new Claim("sub", claims.Subject));
        context.Identity.AddClaim(new Claim("ods", claims.Organisation ?? ""));
        context.Identity.AddClaim(new Claim("acr", claims.Acr ?? ""));
        context.Identity.AddClaims(claims.Roles.Select(role => new Claim("role", role)));
        context.Properties.ExpiresUtc = claims.ExpiresAt;
        context.Properties.IsPersistent = false;
        return Task.CompletedTask;
    }

    /// <summary>Codes are redeemed over mutual TLS.</summary>
    private sealed class Backchannel(SvidSource svids, SvidValidation validation, WorkloadIdentityOptions identity) : IPostConfigureOptions<OAuthOptions>
    {
        public void PostConfigure(string? name, OAuthOptions options)
        {
            if (name == Scheme)
            {
                options.Backchannel = new HttpClient(new PeerHandler(svids, validation, identity.IdOf("identity"))) { Timeout = TimeSpan.FromSeconds(10) };
            }
        }
    }
}
