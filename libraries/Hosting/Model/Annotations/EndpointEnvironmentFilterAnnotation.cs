namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which endpoints of a project go into <c>ASPNETCORE_URLS</c>.</summary>
internal sealed class EndpointEnvironmentFilterAnnotation(Func<EndpointAnnotation, bool> filter) : IResourceAnnotation
{
    public Func<EndpointAnnotation, bool> Filter { get; } = filter;
}
