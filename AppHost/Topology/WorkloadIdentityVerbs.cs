namespace Platform.AppHost.Topology;

internal static class WorkloadIdentityVerbs
{
    /// <summary>Lets the process get its identity: addresses, the CA certificate, and at each start a fresh proof that works once.</summary>
    public static IResourceBuilder<ProjectResource> WithWorkloadIdentity(
        this IResourceBuilder<ProjectResource> project,
        PlatformEnvironment platform,
        IResourceBuilder<ProjectResource> identity,
        string? appId = null)
    {
        var process = project.Resource.Name;
        return project
            .WaitFor(identity)
            .WithEnvironment("Identity__Endpoint", identity.GetEndpoint("control"))
            .WithEnvironment("Identity__BootstrapEndpoint", identity.GetEndpoint("bootstrap"))
            .WithEnvironment("Identity__TrustBundleFile", platform.TrustBundle)
            .WithEnvironment("Identity__ProofFile", new GivenFile($"{process}-proof", "proof.jwt", IsSecret: true, () =>
            {
                var file = Path.Combine(platform.FolderOf(process), "proof.jwt");
                PrivateFiles.Write(file, platform.ProofKey.Prove(platform.SpiffeId(appId ?? process), process, TimeProvider.System));
                return file;
            }));
    }

    /// <summary>Gives Identity the public half of the key that signs proofs, and makes its CA certificate known when it is ready.</summary>
    public static IResourceBuilder<ProjectResource> WithProofKey(this IResourceBuilder<ProjectResource> identity, PlatformEnvironment platform)
        => identity
            .WithEnvironment("Identity__ProofKeyFile", new GivenFile("proof-key", "proof-key.pub.pem", IsSecret: false, () => platform.ProofKey.PublicFile))
            .WithEnvironment("Identity__TrustBundleFile", platform.TrustBundleFile)
            .OnResourceReady((_, _, _) =>
            {
                File.Copy(platform.TrustBundleFile, Path.Combine(platform.Own, "ca.pem"), overwrite: true);
                return Task.CompletedTask;
            });
}
