using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Browser;

namespace Platform.Gateway.Pages;

/// <summary>The public pages: start, sign-in, sign-out. None holds patient data.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", (Delegate)StartAsync).OnEdge();
        endpoints.MapGet("/sign-in", (string? returnTo, string? acr) => Results.Challenge(BrowserSignIn.Challenge(returnTo, acr), [BrowserSignIn.Scheme])).OnEdge();
        endpoints.MapPost("/sign-out", SignOut).OnEdge();

        // The OAuth handler answers here before routing; the route exists so that the inventory shows the door.
        endpoints.MapGet(BrowserSignIn.CallbackPath, () => Results.BadRequest()).OnEdge();
    }

    private static void OnEdge<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithRouteLabel(RouteLabel.Public).OnListener(ListenerClass.Browser);

    private static async Task<IResult> StartAsync(HttpContext context)
    {
        var session = await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        var failed = context.Request.Query["sign-in"] == "failed";
        return Results.Content(StartPage.Render(session.Succeeded ? session.Principal : null, failed), "text/html; charset=utf-8");
    }

    private static IResult SignOut(HttpContext context) => SameOrigin.Allows(context.Request)
        ? Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [CookieAuthenticationDefaults.AuthenticationScheme])
        : Results.StatusCode(StatusCodes.Status403Forbidden);
}
