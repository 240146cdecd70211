namespace Platform.AppHost.Topology;

internal static class SignInVerbs
{
    /// <summary>Sends people who are not signed in to Identity's page.</summary>
    public static IResourceBuilder<ProjectResource> WithSignIn(
        this IResourceBuilder<ProjectResource> gateway, IResourceBuilder<ProjectResource> identity)
        => gateway.WithEnvironment("Identity__BrowserEndpoint", identity.GetEndpoint("browser"));
}
