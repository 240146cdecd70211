using Dapr;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Subscribing without an attribute. The names are Dapr.AspNetCore's.</summary>
public static class DaprEndpointConventionBuilderExtensions
{
    /// <summary>Subscribes the route to a topic.</summary>
    /// <param name="builder">The route.</param>
    /// <param name="pubsubName">The component.</param>
    /// <param name="name">The topic.</param>
    public static T WithTopic<T>(this T builder, string pubsubName, string name) where T : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Add(endpoint => endpoint.Metadata.Add(new TopicAttribute(pubsubName, name)));
        return builder;
    }
}
