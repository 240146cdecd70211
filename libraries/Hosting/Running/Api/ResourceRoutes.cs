using System.Globalization;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Platform.Hosting.Running.Api;

/// <summary>
/// <c>GET /resources</c>, <c>GET /resources/{name}</c>, <c>GET /resources/{name}/logs?tail=&amp;follow=</c>,
/// <c>POST /resources/{name}/commands/{command}</c>, <c>GET /events</c> (a line of JSON per change, the present states first), <c>POST /stop</c>.
/// </summary>
internal sealed class ResourceRoutes(IServiceProvider services)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly ResourceNotificationService _states = services.GetRequiredService<ResourceNotificationService>();
    private readonly ResourceCommandService _commands = services.GetRequiredService<ResourceCommandService>();
    private readonly ResourceLoggerService _logs = services.GetRequiredService<ResourceLoggerService>();
    private readonly DistributedApplicationModel _model = services.GetRequiredService<DistributedApplicationModel>();
    private readonly IHostApplicationLifetime _lifetime = services.GetRequiredService<IHostApplicationLifetime>();

    public static void Map(IEndpointRouteBuilder routes, IServiceProvider services)
    {
        var handlers = new ResourceRoutes(services);
        routes.MapGet("/resources", (RequestDelegate)handlers.ListAsync);
        routes.MapGet("/resources/{name}", (RequestDelegate)handlers.ShowAsync);
        routes.MapGet("/resources/{name}/logs", (RequestDelegate)handlers.LogsAsync);
        routes.MapPost("/resources/{name}/commands/{command}", (RequestDelegate)handlers.CommandAsync);
        routes.MapGet("/events", (RequestDelegate)handlers.EventsAsync);
        routes.MapPost("/stop", (RequestDelegate)handlers.StopAsync);
    }

    private Task ListAsync(HttpContext context) => context.Response.WriteAsJsonAsync(
        _model.Resources.Where(IsShown).Select(Current).OfType<ResourceView>().ToArray(), Json, context.RequestAborted);

    private Task ShowAsync(HttpContext context)
        => Resource(context) is { } resource && Current(resource) is { } view
            ? context.Response.WriteAsJsonAsync(view, Json, context.RequestAborted)
            : NotFoundAsync(context);

    private async Task LogsAsync(HttpContext context)
    {
        if (Resource(context) is not { } resource)
        {
            await NotFoundAsync(context).ConfigureAwait(false);
            return;
        }

        var log = _logs.Log(resource.Name);
        var tail = int.TryParse(context.Request.Query["tail"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : int.MaxValue;
        context.Response.ContentType = "application/x-ndjson";
        var first = log.Last(tail);
        await WriteAsync(context, resource, first).ConfigureAwait(false);
        if (context.Request.Query["follow"] != "true")
        {
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _lifetime.ApplicationStopped);
        var shown = first.Length == 0 ? 0 : first[^1].LineNumber;
        await foreach (var lines in log.WatchAsync(ending.Token).ConfigureAwait(false))
        {
            await WriteAsync(context, resource, lines.Where(line => line.LineNumber > shown)).ConfigureAwait(false);
        }
    }

    private async Task CommandAsync(HttpContext context)
    {
        if (Resource(context) is not { } resource)
        {
            await NotFoundAsync(context).ConfigureAwait(false);
            return;
        }

        var result = await _commands.ExecuteCommandAsync(resource, (string)context.Request.RouteValues["command"]!, context.RequestAborted).ConfigureAwait(false);
        context.Response.StatusCode = result.Success ? StatusCodes.Status200OK : StatusCodes.Status409Conflict;
        await context.Response.WriteAsJsonAsync(new { result.Success, result.Message }, Json, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task EventsAsync(HttpContext context)
    {
        context.Response.ContentType = "application/x-ndjson";
        await foreach (var change in _states.WatchAsync(context.RequestAborted).ConfigureAwait(false))
        {
            if (IsShown(change.Resource))
            {
                await context.Response.WriteAsync(JsonSerializer.Serialize(ResourceView.Of(change), Json) + "\n", context.RequestAborted).ConfigureAwait(false);
                await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            }
        }
    }

    private Task StopAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        _lifetime.StopApplication();
        return Task.CompletedTask;
    }

    private static async Task WriteAsync(HttpContext context, IResource resource, IEnumerable<LogLine> lines)
    {
        foreach (var line in lines)
        {
            var view = new { resource = resource.Name, number = line.LineNumber, text = AnsiText.Strip(line.Content), error = line.IsErrorMessage };
            await context.Response.WriteAsync(JsonSerializer.Serialize(view, Json) + "\n", context.RequestAborted).ConfigureAwait(false);
        }

        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.Response.WriteAsJsonAsync(new { success = false, message = $"There is no resource '{context.Request.RouteValues["name"]}'." }, Json);
    }

    private static bool IsShown(IResource resource) => resource is not IResourceWithoutLifetime;

    private IResource? Resource(HttpContext context)
        => _model.Resources.TryGetByName((string)context.Request.RouteValues["name"]!, out var resource) && IsShown(resource) ? resource : null;

    private ResourceView? Current(IResource resource) => _states.TryGetCurrentState(resource.Name, out var state) ? ResourceView.Of(state) : null;
}
