using Aspire.Hosting.ApplicationModel;
using Platform.Hosting.Graph;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives the process a connection string: <c>ConnectionStrings__{name}</c> and one variable for each of its parts.</summary>
    /// <remarks>Without a value, and unless <paramref name="optional"/>, the resource fails to start.</remarks>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        builder.WithReferenceRelationship(resource);
        return builder.WithEnvironment(async context =>
        {
            var value = await Value(resource, optional, context.CancellationToken).ConfigureAwait(false);
            if (string.IsNullOrEmpty(value))
            {
                if (!optional)
                {
                    throw new DistributedApplicationException($"Connection string '{resource.Name}' is empty.");
                }

                return;
            }

            context.EnvironmentVariables[resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}"] = value;
            foreach (var (property, expression) in resource.GetConnectionProperties())
            {
                context.EnvironmentVariables[$"{ReferenceVariable.Encode(name).ToUpperInvariant()}_{property.ToUpperInvariant()}"] = expression;
            }
        });
    }

    /// <summary>Tells the process the address of every endpoint of another one.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
        => builder.WithEndpointReferences(source.Resource, source.Resource.Name, ReferenceVariable.Encode(source.Resource.Name).ToUpperInvariant(), _ => true);

    /// <summary>The same under another name.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment
        => builder.WithEndpointReferences(source.Resource, name, ReferenceVariable.Encode(name), _ => true);

    /// <summary>Tells the process the address of something outside the application.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
        => builder
            .WithEnvironment($"services__{name}__default__0", uri.ToString())
            .WithEnvironment(ReferenceVariable.Encode(name), uri.ToString());

    /// <summary>Tells the process the address of one endpoint.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
        => builder.WithEndpointReferences(
            endpointReference.Resource,
            endpointReference.Resource.Name,
            ReferenceVariable.Encode(endpointReference.Resource.Name).ToUpperInvariant(),
            endpoint => string.Equals(endpoint.EndpointName, endpointReference.EndpointName, StringComparison.OrdinalIgnoreCase));

    private static IResourceBuilder<TDestination> WithEndpointReferences<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceWithEndpoints source,
        string discoveryName,
        string variableName,
        Func<EndpointReference, bool> chosen)
        where TDestination : IResourceWithEnvironment
    {
        builder.WithReferenceRelationship(source);
        return builder.WithEnvironment(context =>
        {
            // Declared endpoints are looked up at start, so that the order of the verbs does not matter.
            foreach (var endpoint in source.GetEndpoints().Where(e => chosen(e) && !e.EndpointAnnotation.ExcludeReferenceEndpoint))
            {
                var key = endpoint.EndpointName is "http" or "https" ? endpoint.Scheme : endpoint.EndpointName;
                context.EnvironmentVariables[$"{variableName}_{ReferenceVariable.Encode(endpoint.EndpointName).ToUpperInvariant()}"] = endpoint;
                for (var i = 0; ; i++)
                {
                    if (context.EnvironmentVariables.TryAdd($"services__{discoveryName}__{key}__{i}", endpoint))
                    {
                        break;
                    }
                }
            }
        });
    }

    private static async ValueTask<string?> Value(IResourceWithConnectionString resource, bool optional, CancellationToken cancellationToken)
    {
        try
        {
            return await resource.GetConnectionStringAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (MissingParameterValueException) when (optional)
        {
            return null;
        }
    }
}
