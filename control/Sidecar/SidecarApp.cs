using System.Globalization;
using System.Net;
using Platform.ServiceDefaults;
using Platform.Sidecar.Access;
using Platform.Sidecar.Api;
using Platform.Sidecar.Invocation;
using Platform.Sidecar.Settings;
using Platform.WorkloadIdentity;

namespace Platform.Sidecar;

/// <summary>The sidecar as a whole, so that a test can start it with real listeners.</summary>
public static class SidecarApp
{
    /// <summary>Builds it from daprd's flags; nothing listens yet.</summary>
    /// <param name="args">The flags.</param>
    /// <param name="configure">Replaces settings or services; the default changes nothing.</param>
    /// <exception cref="SidecarSettingException">It cannot start with these settings.</exception>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var flags = SidecarFlags.Parse(args);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Platform:AppId"] = flags.AppId,
            ["Platform:Process"] = builder.Configuration["Platform:Process"] ?? $"{flags.AppId}-dapr",
            ["Listen:SidecarApi"] = flags.ApiPort.ToString(CultureInfo.InvariantCulture),
            ["Listen:Mesh"] = new IPEndPoint(flags.MeshAddress, flags.MeshPort).ToString(),
        });
        configure?.Invoke(builder);

        var services = builder.Services;
        services.AddSingleton(flags);
        services.AddSingleton(SidecarTokens.FromConfiguration(builder.Configuration));
        services.AddSingleton<Forwarder>();
        services.AddSingleton<Peers>();
        services.AddSingleton<AppChannel>();
        services.AddSingleton<InvocationApi>();
        builder.AddServiceDefaults(options => options.RequestBytesMax = Forwarder.BodyBytesMax);
        services.AddSingleton(AccessControlFile.Load(flags.ConfigFile, WorkloadIdentityOptions.FromConfiguration(builder.Configuration).TrustDomain));

        var app = builder.Build();
        app.MapDefaultEndpoints();
        app.MapSidecar();
        return app;
    }
}
