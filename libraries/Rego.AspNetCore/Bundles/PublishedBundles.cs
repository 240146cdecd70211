using Platform.Rego.Bundles;

namespace Platform.Rego.AspNetCore;

/// <summary>For the process that publishes bundles and decides by them as well: it hands them in itself. They are verified as everybody's are.</summary>
public sealed class PublishedBundles
{
    private readonly BundleActivation activation;

    /// <param name="options">What makes a bundle acceptable; the endpoint is not used.</param>
    /// <param name="source">What decides from then on.</param>
    /// <param name="clock">The clock.</param>
    public PublishedBundles(BundleAgentOptions options, PolicySource source, TimeProvider clock) =>
        activation = new BundleActivation(options, new RegoCompilation(options.DecisionTimeout).Compile, source, clock);

    /// <summary>Activates a bundle, or confirms the active one.</summary>
    /// <exception cref="BundleRefusedException">It must not be used.</exception>
    public void Accept(byte[] archive) => activation.Accept(archive);
}
