using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Platform.Dashboard.Decisions;
using Platform.Dashboard.Policies;
using Platform.Dashboard.Resources;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Audit;
using Platform.ServiceDefaults.Browser;
using Platform.ServiceDefaults.DecisionLogs;

namespace Platform.Dashboard.Pages;

/// <summary>The routes of the browser listener: pages and commands under their policies; start, sign-in and the two assets for anybody.</summary>
internal static class PageEndpoints
{
    /// <summary>Only our own two files, no inline script or style, no frame; forms to us and to Identity.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        + "form-action 'self' https://localhost:*; frame-ancestors 'none'; base-uri 'none'";

    public static void AddPages(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddRazorComponents();
        services.AddSingleton<PageRenderer>();
        services.AddSingleton<PageAnswer>();
        services.AddSingleton<PatientAccesses>();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "__Host-dashboard-form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.SuppressXFrameOptionsHeader = true;
        });
        foreach (var page in DashboardPages.All.DistinctBy(page => page.Action))
        {
            services.AddDecisionFacts(page.Action, static (context, _) => new(
                ResourceFacts.Of("page", context.GetEndpoint()?.Metadata.GetMetadata<DashboardPage>()?.Path ?? "unknown")));
        }

        services.AddDecisionFacts(CommandEndpoint.Action, CommandEndpoint.FactsAsync);
        services.AddDecisionFacts(CommandEndpoint.BreachAction, CommandEndpoint.BreachFactsAsync);
        services.AddSingleton<VisitorCalls>();
        services.AddSingleton<LoggedDecisions>();
        services.AddSingleton<PublishedPolicies>();
        builder.AddControlApi("ledger", LedgerEndpoint.Of(builder.Configuration));
        builder.AddControlApi("policy", PolicyEndpoint.Of(builder.Configuration));
        if (builder.Configuration["DAPR_HTTP_ENDPOINT"] is { Length: > 0 })
        {
            builder.AddInvokeClient("notifications");
        }
    }

    private static void AddControlApi(this WebApplicationBuilder builder, string appId, Uri? endpoint)
    {
        if (endpoint is not null)
        {
            builder.AddControlClient(appId, endpoint);
        }
    }

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        foreach (var page in DashboardPages.All)
        {
            routes.MapGet(page.Path, (HttpContext context, PageAnswer answer) => answer.ShowAsync(page, context))
                .WithMetadata(page).RequirePolicy(page.Action).OnListener(ListenerClass.Browser);
        }

        CommandEndpoint.Map(routes);
        routes.MapGet("/", StartAsync).ForAnybody();
        routes.MapGet("/sign-in", (string? returnTo) => Results.Challenge(BrowserSignIn.Challenge(returnTo, null), [BrowserSignIn.Scheme])).ForAnybody();
        routes.MapPost("/sign-out", SignOut).ForAnybody();
        // The OAuth handler answers here before routing; the route exists so that the inventory shows the door.
        routes.MapGet(BrowserSignIn.CallbackPath, () => Results.BadRequest()).ForAnybody();
        routes.MapGet("/assets/app.css", () => Asset("app.css", "text/css; charset=utf-8")).ForAnybody();
        routes.MapGet("/assets/app.js", () => Asset("app.js", "text/javascript; charset=utf-8")).ForAnybody();
    }

    private static void ForAnybody<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithRouteLabel(RouteLabel.Public).OnListener(ListenerClass.Browser);

    private static async Task<IResult> StartAsync(HttpContext context, PageAnswer answer, CallerAuthentication authenticate)
    {
        await authenticate(context, context.RequestAborted);
        return await answer.StartAsync(context);
    }

    private static IResult SignOut(HttpContext context) => SameOrigin.Allows(context.Request)
        ? Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [CookieAuthenticationDefaults.AuthenticationScheme])
        : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static IResult Asset(string name, string contentType) =>
        Results.Stream(typeof(PageEndpoints).Assembly.GetManifestResourceStream(name)!, contentType);
}
