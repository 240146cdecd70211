namespace Platform.Rego.Bundles;

/// <summary>A bundle must not be used. Whatever was active before stays active.</summary>
public sealed class BundleRefusedException(BundleRefusal reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Why.</summary>
    public BundleRefusal Reason { get; } = reason;
}
