namespace Platform.AppHost.Topology;

internal static class SidecarVerbs
{
    /// <summary>Puts a sidecar beside the app: its Dapr API for the app, its mesh listener for the sidecars of the others.</summary>
    /// <remarks>
    /// The two share the app-id, the identity that goes with it, and two tokens that are new at each start of the platform. An app that listens
    /// (<c>WithAppListener</c>) can also be called.
    /// </remarks>
    public static IResourceBuilder<ProjectResource> WithSidecar(
        this IResourceBuilder<ProjectResource> app, PlatformEnvironment platform, IResourceBuilder<ProjectResource> identity)
    {
        var builder = app.ApplicationBuilder;
        var appId = app.Resource.Name;
        var daprToken = builder.AddToken($"{appId}-dapr-token");
        var appToken = builder.AddToken($"{appId}-app-token");
        var resources = new GivenFolder("dapr-resources", Path.Combine(builder.AppHostDirectory, "dapr", "resources"));
        var access = Path.Combine(builder.AppHostDirectory, "dapr", "config", $"{appId}.yaml");
        var config = new GivenFile($"{appId}-dapr-config", $"{appId}.yaml", IsSecret: false, () => access) { IsOfRepository = true };
        var called = app.GetEndpoint("app");

        var sidecar = builder.AddProject<Projects.Sidecar>($"{appId}-dapr")
            .AsPlatformProcess(platform, appId)
            .WithWorkloadIdentity(platform, identity, appId)
            .WithLoopbackEndpoint("dapr-http", "http")
            .WithReachableEndpoint("mesh", "https")
            .WithAnnotation(new SidecarAnnotation(appId, app.Resource, access))
            .WithParentRelationship(app)
            .WithEnvironment("DAPR_API_TOKEN", daprToken)
            .WithEnvironment("APP_API_TOKEN", appToken)
            .WithEnvironment(context => AddPeers(builder, appId, context))
            .WithArgs(context =>
            {
                var self = (IResourceWithEndpoints)context.Resource;
                Add(context, "--app-id", appId);
                if (called.Exists)
                {
                    Add(context, "--app-port", called.Property(EndpointProperty.TargetPort));
                }

                Add(context, "--dapr-http-port", self.GetEndpoint("dapr-http").Property(EndpointProperty.TargetPort));
                Add(context, "--dapr-internal-grpc-port", self.GetEndpoint("mesh").Property(EndpointProperty.TargetPort));
                if (platform.IsPublished)
                {
                    Add(context, "--dapr-internal-grpc-listen-address", "0.0.0.0");
                }

                Add(context, "--dapr-listen-addresses", "127.0.0.1");
                Add(context, "--resources-path", resources);
                Add(context, "--config", config);
                context.Args.Add("--enable-mtls");
            });

        return app
            .WaitForStart(sidecar)
            .WithEnvironment("APP_ID", appId)
            .WithEnvironment("DAPR_HTTP_ENDPOINT", sidecar.GetEndpoint("dapr-http"))
            .WithEnvironment("DAPR_API_TOKEN", daprToken)
            .WithEnvironment("APP_API_TOKEN", appToken);
    }

    private static void Add(CommandLineArgsCallbackContext context, string flag, object value)
    {
        context.Args.Add(flag);
        context.Args.Add(value);
    }

    // Asked for at start, when all sidecars are declared.
    private static void AddPeers(IDistributedApplicationBuilder builder, string appId, EnvironmentCallbackContext context)
    {
        foreach (var peer in builder.Resources.OfType<ProjectResource>())
        {
            if (peer.TryGetLastAnnotation<SidecarAnnotation>(out var sidecar) && sidecar.AppId != appId)
            {
                context.EnvironmentVariables[$"services__{sidecar.AppId}__mesh__0"] = peer.GetEndpoint("mesh");
            }
        }
    }

    private static IResourceBuilder<ParameterResource> AddToken(this IDistributedApplicationBuilder builder, string name)
        => builder.AddParameter(name, new GenerateParameterDefault { MinLength = 43, Special = false }, secret: true);
}
