using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Primitives;

namespace Platform.Tests.Enforcement;

/// <summary>Endpoints that appear while the service runs.</summary>
internal sealed class LateEndpoints : EndpointDataSource
{
    private readonly List<Endpoint> endpoints = [];
    private CancellationTokenSource changed = new();

    public override IReadOnlyList<Endpoint> Endpoints => endpoints;

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(changed.Token);

    public void Add(string pattern, RequestDelegate handler)
    {
        endpoints.Add(new RouteEndpoint(handler, RoutePatternFactory.Parse(pattern), 0, new EndpointMetadataCollection(), pattern));
        var before = changed;
        changed = new();
        before.Cancel();
    }
}
