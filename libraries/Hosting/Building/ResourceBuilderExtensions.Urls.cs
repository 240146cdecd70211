using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Shows people a URL.</summary>
    public static IResourceBuilder<T> WithUrl<T>(this IResourceBuilder<T> builder, string url, string? displayText = null)
        where T : IResource
        => builder.WithAnnotation(new ResourceUrlAnnotation { Url = url, DisplayText = displayText });

    /// <summary>Shows people the URL of an endpoint under a name, or with a path; endpoints are shown by themselves otherwise.</summary>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Func<EndpointReference, ResourceUrlAnnotation> callback)
        where T : IResourceWithEndpoints
    {
        var endpoint = builder.Resource.GetEndpoint(endpointName);
        builder.ApplicationBuilder.Eventing.Subscribe<ResourceEndpointsAllocatedEvent>(builder.Resource, (_, _) =>
        {
            if (endpoint.Exists)
            {
                var made = callback(endpoint);
                builder.WithAnnotation(new ResourceUrlAnnotation
                {
                    Url = new Uri(new Uri(endpoint.Url), made.Url).ToString(),
                    DisplayText = made.DisplayText,
                    DisplayOrder = made.DisplayOrder,
                    Endpoint = endpoint,
                });
            }

            return Task.CompletedTask;
        });
        return builder;
    }
}
