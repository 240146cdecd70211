using Platform.Identity.Certificates;
using Platform.Identity.Revocations;
using Platform.Identity.SignIn;
using Platform.Identity.Tokens;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.WorkloadIdentity;

namespace Platform.Identity;

/// <summary>Identity as a whole, so that a test can start it with real listeners and a clock of its own.</summary>
public static class IdentityApp
{
    private const long RequestBytesMax = 64 * 1024;

    /// <summary>Builds it; nothing listens yet.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Replaces settings or services; the default changes nothing.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        configure?.Invoke(builder);
        builder.Services.AddIdentity(builder.Configuration);
        builder.AddServiceDefaults(options =>
        {
            options.RequestBytesMax = RequestBytesMax;
            options.ReadyWithoutPolicy = true;
            options.BrowserTls = static (services, cancellation) => services.GetRequiredService<BrowserCertificate>().OptionsAsync(cancellation);
        });

        builder.Services.AddDecisionFacts(RevocationEndpoints.RevokeAction, RevocationEndpoints.FactsAsync);
        builder.Services.AddDecisionFacts(RevocationEndpoints.RestoreAction, RevocationEndpoints.FactsAsync);

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapCertificates();
        app.MapTokens();
        app.MapRevocations();
        app.MapSignIn();
        return app;
    }
}
