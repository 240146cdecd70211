using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Running;

/// <summary>The URLs that people are shown for a resource: those that it states, and its external endpoints.</summary>
internal static class ResourceUrls
{
    public static ImmutableArray<UrlSnapshot> Of(IResource resource)
    {
        var stated = resource.Annotations.OfType<ResourceUrlAnnotation>().OrderBy(url => url.DisplayOrder ?? int.MaxValue).ToArray();
        var endpoints = resource is IResourceWithEndpoints listening
            ? listening.GetEndpoints().Where(e => e is { IsAllocated: true, EndpointAnnotation.UriScheme: "http" or "https" })
            : [];
        return
        [
            .. stated.Select(url => new UrlSnapshot(url.DisplayText, url.Url, IsInternal: false)),
            .. endpoints.Where(endpoint => !stated.Any(url => url.Endpoint?.EndpointName == endpoint.EndpointName))
                .Select(endpoint => new UrlSnapshot(endpoint.EndpointName, endpoint.Url, IsInternal: !endpoint.EndpointAnnotation.IsExternal)),
        ];
    }
}
