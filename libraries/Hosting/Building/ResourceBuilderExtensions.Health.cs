using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Platform.Hosting.Running;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>The resource is healthy only when the registered check passes.</summary>
    /// <exception cref="DistributedApplicationException">The resource has this check already.</exception>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        if (builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key))
        {
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' already has a health check with key '{key}'.");
        }

        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>The resource is healthy only when a GET is answered with the status.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">Default <c>/</c>.</param>
    /// <param name="statusCode">Default 200.</param>
    /// <param name="endpointName">Default <c>https</c> if there is one, else <c>http</c>.</param>
    /// <exception cref="DistributedApplicationException">There is no such endpoint.</exception>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var names = endpointName is null ? new[] { "https", "http" } : [endpointName];
        var endpoint = names.Select(name => builder.Resource.GetEndpoint(name)).FirstOrDefault(e => e.Exists)
            ?? throw new DistributedApplicationException(
                $"Resource '{builder.Resource.Name}' has no endpoint named '{string.Join("' or '", names)}' for its health check.");
        return builder.WithHttpHealthCheck(() => endpoint, path, statusCode);
    }

    /// <summary>The resource is healthy only when a GET on the chosen endpoint is answered with the status.</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, Func<EndpointReference>? endpointSelector, string? path = null, int? statusCode = null)
        where T : IResourceWithEndpoints
    {
        if (endpointSelector is null)
        {
            return builder.WithHttpHealthCheck(path, statusCode, endpointName: null);
        }

        var endpoint = endpointSelector();
        if (!endpoint.IsHttp && !endpoint.IsHttps)
        {
            throw new DistributedApplicationException(
                $"Endpoint '{endpoint.EndpointName}' of '{builder.Resource.Name}' speaks {endpoint.Scheme}; an HTTP health check needs http or https.");
        }

        var probe = new HttpProbe(endpoint, path ?? "/", statusCode ?? 200);
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{probe.Path}_{probe.ExpectedStatus}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks()
            .Add(new HealthCheckRegistration(key, probe, HealthStatus.Unhealthy, tags: null));
        return builder.WithHealthCheck(key);
    }
}
