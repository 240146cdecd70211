using Platform.Dashboard.Callers;
using Platform.Dashboard.Intake;
using Platform.Dashboard.Pages;
using Platform.Dashboard.Resources;
using Platform.Dashboard.Spans;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.ServiceDefaults.Browser;
using Platform.WorkloadIdentity;

namespace Platform.Dashboard;

/// <summary>The dashboard as a whole, so that a test can start it with real listeners.</summary>
public static class DashboardApp
{
    /// <summary>Builds it; nothing listens yet.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Replaces settings or services; the default changes nothing.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        configure?.Invoke(builder);
        builder.Services.AddSingleton<DashboardCallers>();
        builder.Services.AddSingleton<CallerAuthentication>(provider => provider.GetRequiredService<DashboardCallers>().AuthenticateAsync);
        builder.AddServiceDefaults(options =>
        {
            options.ContinuesTraces = false;
            options.RequestBytesMax = TraceIntake.BytesMax;
            options.BrowserTls = static (services, cancellation) => services.GetRequiredService<BrowserCertificate>().OptionsAsync(cancellation);
        });
        builder.AddBrowserSignIn(DashboardCallers.CookieName);
        builder.Services.AddSingleton(new SpanLimits());
        builder.Services.AddSingleton<SpanStore>();
        builder.Services.AddSingleton<ResourceApi>();
        builder.AddPages();

        var app = builder.Build();
        app.UseMiddleware<BrowserHeaders>(PageEndpoints.ContentSecurityPolicy);
        app.UseMiddleware<RefusalPages>();
        app.UseAuthentication();
        app.MapDefaultEndpoints();
        TraceIntake.Map(app);
        app.MapPages();
        return app;
    }
}
