namespace Platform.Sidecar.Access;

/// <summary>The parts of Dapr's `Configuration` resource that this sidecar implements; any other member is an error when the file is read.</summary>
internal sealed class ConfigurationDocument
{
    public string? ApiVersion { get; set; }

    public string? Kind { get; set; }

    public MetadataPart? Metadata { get; set; }

    public SpecPart? Spec { get; set; }

    internal sealed class MetadataPart
    {
        public string? Name { get; set; }

        public string? Namespace { get; set; }
    }

    internal sealed class SpecPart
    {
        public MtlsPart? Mtls { get; set; }

        public AccessControlPart? AccessControl { get; set; }
    }

    internal sealed class MtlsPart
    {
        public bool Enabled { get; set; }
    }

    internal sealed class AccessControlPart
    {
        public string? DefaultAction { get; set; }

        public string? TrustDomain { get; set; }

        public List<PolicyPart> Policies { get; set; } = [];
    }

    internal sealed class PolicyPart
    {
        public string? AppId { get; set; }

        public string? DefaultAction { get; set; }

        public string? TrustDomain { get; set; }

        public string? Namespace { get; set; }

        public List<OperationPart> Operations { get; set; } = [];
    }

    internal sealed class OperationPart
    {
        public string? Name { get; set; }

        public List<string> HttpVerb { get; set; } = [];

        public string? Action { get; set; }
    }
}
