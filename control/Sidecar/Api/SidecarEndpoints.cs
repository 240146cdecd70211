using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults;
using Platform.Sidecar.Invocation;
using Platform.Sidecar.Settings;

namespace Platform.Sidecar.Api;

/// <summary>The Dapr HTTP API that exists here: health, metadata, invocation. Any other path of the API is 404.</summary>
internal static class SidecarEndpoints
{
    public static void MapSidecar(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/v1.0/healthz", () => Results.NoContent()).OnApi();
        endpoints.MapGet("/v1.0/healthz/outbound", () => Results.NoContent()).OnApi();
        endpoints.MapGet("/v1.0/metadata", Metadata).OnApi();
        endpoints.Map("/v1.0/invoke/{appId}/method/{**path}", (HttpContext context, InvocationApi invocation) => invocation.InvokeAsync(context)).OnApi();
        endpoints.Map("/v1.0/{**path}", () => Results.NotFound()).OnApi();
        endpoints.Map("/v1.0-alpha1/{**path}", () => Results.NotFound()).OnApi();
        endpoints.Map("/{**path}", (HttpContext context, InvocationApi invocation) => invocation.AnyAsync(context))
            .WithRouteLabel(RouteLabel.Sidecar).OnListener(ListenerClass.SidecarApi | ListenerClass.Mesh);
    }

    private static void OnApi<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithRouteLabel(RouteLabel.Sidecar).OnListener(ListenerClass.SidecarApi);

    /// <summary>In daprd's shape; the lists are empty because nothing of the kind exists here yet.</summary>
    private static IResult Metadata(SidecarFlags flags) => Results.Json(new
    {
        id = flags.AppId,
        runtimeVersion = "platform",
        enabledFeatures = Array.Empty<string>(),
        actors = Array.Empty<object>(),
        components = Array.Empty<object>(),
        subscriptions = Array.Empty<object>(),
        extended = new Dictionary<string, string>(),
        appConnectionProperties = new { port = flags.AppPort ?? 0, protocol = "http", channelAddress = "127.0.0.1" },
    });
}
