namespace Aspire.Hosting.ApplicationModel;

/// <summary>The variable that tells the process the port of an endpoint.</summary>
internal sealed class EndpointPortVariableAnnotation(string variable, EndpointAnnotation endpoint) : IResourceAnnotation
{
    public string Variable { get; } = variable;

    public EndpointAnnotation Endpoint { get; } = endpoint;
}
