namespace Platform.AppHost.Topology;

internal static class DashboardVerbs
{
    private const string Name = "dashboard";

    /// <summary>The web pages: what runs, what it does, who was refused. Everybody sends their spans to it, and nobody waits for it.</summary>
    public static void AddDashboard(
        this IDistributedApplicationBuilder builder,
        PlatformEnvironment platform,
        IResourceBuilder<ProjectResource> identity,
        IResourceBuilder<ProjectResource> policy,
        IResourceBuilder<ProjectResource> ledger)
    {
        builder.AddBreach(platform);
        var dashboard = builder.AddProject<Projects.Dashboard>(Name)
            .AsPlatformProcess(platform)
            .WithControlListener()
            .WithBrowserListener(7445)
            .WithWorkloadIdentity(platform, identity).WithPolicyBundles(platform, policy).WithAudit(ledger)
            .WithSignIn(identity)
            .WithSidecar(platform, identity);

        // The API is the one of this machine's orchestrator.
        if (!platform.IsPublished)
            dashboard.WithEnvironment("Resources__ApiFile", () => Path.Combine(platform.Own, "api.json"));
    }

    /// <summary>Tells the process where the dashboard takes spans. The dashboard's own stay in its file: a page that is looked at would fill the list that it shows.</summary>
    public static IResourceBuilder<ProjectResource> WithSpansToDashboard(this IResourceBuilder<ProjectResource> project)
        => project.WithEnvironment(context =>
        {
            // Asked for at start, when the dashboard is declared.
            var dashboard = project.ApplicationBuilder.Resources.OfType<ProjectResource>().FirstOrDefault(resource => resource.Name == Name);
            if (dashboard is not null && context.Resource.Name != Name)
            {
                context.EnvironmentVariables["Telemetry__Dashboard"] = dashboard.GetEndpoint("control");
            }
        });
}
