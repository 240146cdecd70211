namespace Platform.AppHost.Topology;

internal static class AuditVerbs
{
    /// <summary>Tells the process where its audit goes. It does not wait for the ledger: until that answers, events stay in the spool.</summary>
    public static IResourceBuilder<ProjectResource> WithAudit(
        this IResourceBuilder<ProjectResource> project, IResourceBuilder<ProjectResource> ledger)
        => project.WithEnvironment("Ledger__Endpoint", ledger.GetEndpoint("control"));
}
