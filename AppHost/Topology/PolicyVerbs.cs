namespace Platform.AppHost.Topology;

internal static class PolicyVerbs
{
    /// <summary>Gives PolicyControl the sources and the key that it signs bundles with.</summary>
    public static IResourceBuilder<ProjectResource> WithBundleSigning(this IResourceBuilder<ProjectResource> policy, PlatformEnvironment platform)
        => policy
            .WithEnvironment("Policy__SourceFolder", new GivenFolder("policy-sources", Path.GetFullPath(Path.Combine(policy.ApplicationBuilder.AppHostDirectory, "..", "policies"))))
            .WithEnvironment("Policy__SigningKeyFile", new GivenFile("policy-signing-key", "policy-signing-key.pem", IsSecret: true, () => platform.BundleSigningKey.PrivateFile))
            .WithEnvironment("Policy__SigningKeyId", () => platform.IsPublished ? "policy" : platform.BundleSigningKey.KeyId)
            .WithEnvironment("Policy__VerificationKeysFile", platform.VerificationKeys);

    /// <summary>Lets the process pull and verify policy bundles. It starts when there is one to pull.</summary>
    public static IResourceBuilder<ProjectResource> WithPolicyBundles(
        this IResourceBuilder<ProjectResource> project, PlatformEnvironment platform, IResourceBuilder<ProjectResource> policy)
        => project.WaitFor(policy).WithLatePolicyBundles(platform, policy);

    /// <summary>The same without waiting: Identity runs before the control plane, which gets its certificate from it.</summary>
    public static IResourceBuilder<ProjectResource> WithLatePolicyBundles(
        this IResourceBuilder<ProjectResource> project, PlatformEnvironment platform, IResourceBuilder<ProjectResource> policy)
        => project
            .WithEnvironment("Policy__BundleEndpoint", policy.GetEndpoint("control"))
            .WithEnvironment("Policy__VerificationKeysFile", platform.VerificationKeys);
}
