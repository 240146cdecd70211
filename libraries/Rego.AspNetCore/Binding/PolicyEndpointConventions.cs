using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;

namespace Platform.Rego.AspNetCore;

/// <summary>What a service writes beside a route. A route needs exactly one of <c>RequirePolicy</c> and <c>WithRouteLabel</c>.</summary>
public static partial class PolicyEndpointConventions
{
    /// <summary>Binds the route to one policy action; without a permit for it the handler never runs.</summary>
    /// <param name="builder">The route or group.</param>
    /// <param name="action"><c>service.resource.verb</c> or <c>service.event.consume</c>, lower case.</param>
    /// <exception cref="ArgumentException">The action has another form.</exception>
    public static TBuilder RequirePolicy<TBuilder>(this TBuilder builder, string action)
        where TBuilder : IEndpointConventionBuilder
    {
        if (!ActionName().IsMatch(action))
        {
            throw new ArgumentException($"'{action}' is not of the form service.resource.verb", nameof(action));
        }

        builder.Add(endpoint => endpoint.Metadata.Add(new PolicyBinding(action)));
        return builder;
    }

    /// <summary>Says why the route needs no policy action.</summary>
    public static TBuilder WithRouteLabel<TBuilder>(this TBuilder builder, RouteLabel label)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new RouteLabelBinding(label)));
        return builder;
    }

    /// <summary>Refusals of this route are FHIR OperationOutcomes with a REC_ code.</summary>
    public static TBuilder WithFhirErrors<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint => endpoint.Metadata.Add(new FhirErrors()));
        return builder;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9]*(\.[a-z][a-z0-9_-]*){2}$", RegexOptions.CultureInvariant)]
    private static partial Regex ActionName();
}
