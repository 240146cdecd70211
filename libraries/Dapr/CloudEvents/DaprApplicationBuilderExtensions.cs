using Dapr.CloudEvents;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Unwrapping of CloudEvents. The names are Dapr.AspNetCore's.</summary>
public static class DaprApplicationBuilderExtensions
{
    /// <summary>Replaces a structured CloudEvent (`application/cloudevents+json`) by its data before the endpoints see it.</summary>
    public static IApplicationBuilder UseCloudEvents(this IApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseMiddleware<CloudEventsMiddleware>();
    }
}
