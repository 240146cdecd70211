using Platform.Identity.Certificates;
using Platform.Identity.SignIn;
using Platform.Identity.Tokens;
using Platform.WorkloadIdentity;

namespace Platform.Identity;

/// <summary>Identity as a whole, so that a test can start it with real listeners and a clock of its own.</summary>
public static class IdentityApp
{
    /// <summary>Builds it; nothing listens yet.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Replaces settings or services; the default changes nothing.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        configure?.Invoke(builder);
        builder.Services.AddIdentity(builder.Configuration);
        builder.Services.AddWorkloadIdentity(builder.Configuration);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel((context, kestrel) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            kestrel.ListenServerTls(context.Configuration.GetValue<int>("Listen:Bootstrap"));
            kestrel.ListenMutualTls(context.Configuration.GetValue<int>("Listen:Control"));
            kestrel.ListenBrowser(context.Configuration.GetValue<int>("Listen:Browser"));
        });

        var app = builder.Build();
        app.MapCertificates();
        app.MapTokens();
        app.MapSignIn();
        return app;
    }
}
