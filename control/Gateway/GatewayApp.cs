using Platform.Gateway.Callers;
using Platform.Gateway.Pages;
using Platform.Gateway.Requests;
using Platform.Gateway.Routes;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Browser;
using Platform.WorkloadIdentity;

namespace Platform.Gateway;

/// <summary>The gateway as a whole, so that a test can start it with real listeners.</summary>
public static class GatewayApp
{
    /// <summary>Builds it; nothing listens yet.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Replaces settings or services; the default changes nothing.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        configure?.Invoke(builder);
        builder.Services.AddSingleton<EdgeCallers>();
        builder.Services.AddSingleton<CallerAuthentication>(provider => provider.GetRequiredService<EdgeCallers>().AuthenticateAsync);
        builder.AddServiceDefaults(options =>
        {
            options.ContinuesTraces = false;
            options.BrowserTls = static (services, cancellation) => services.GetRequiredService<BrowserCertificate>().OptionsAsync(cancellation);
        });
        builder.AddBrowserSignIn(EdgeCallers.CookieName);
        builder.AddEdgeRoutes();

        var app = builder.Build();
        app.UseMiddleware<BrowserHeaders>(StartPage.ContentSecurityPolicy);
        app.UseMiddleware<ClientTrace>();
        app.UseMiddleware<CorrelationEcho>();
        app.UseMiddleware<FhirPaths>([(string[])["/fhir"]]);
        app.UseMiddleware<NhsNumberInAddress>();
        app.UseAuthentication();
        app.MapDefaultEndpoints();
        app.MapPages();
        app.MapEdgeRoutes();
        return app;
    }
}
