using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Platform.Dashboard.Pages;

/// <summary>Renders a component to text. Razor encodes whatever a component writes, so a name or a log line is never markup.</summary>
internal sealed class PageRenderer(IServiceScopeFactory scopes, ILoggerFactory logging)
{
    public async Task<string> RenderAsync(Type component, IDictionary<string, object?> parameters)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logging);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var output = await renderer.RenderComponentAsync(component, ParameterView.FromDictionary(parameters));
            return output.ToHtmlString();
        });
    }
}
