using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Cli.Demo;

/// <summary>What a running process says it listens on and answers: its <c>inventory.json</c> in the state folder.</summary>
internal sealed record Inventory(
    [property: JsonPropertyName("appId")] string AppId,
    [property: JsonPropertyName("process")] string Process,
    [property: JsonPropertyName("listeners")] IReadOnlyList<Inventory.Listener> Listeners,
    [property: JsonPropertyName("routes")] IReadOnlyList<Inventory.Route> Routes)
{
    /// <param name="Class">app, mesh, control, bootstrap, browser, management or sidecarApi.</param>
    public sealed record Listener([property: JsonPropertyName("class")] string Class, [property: JsonPropertyName("url")] string Url);

    /// <param name="Label">public, sidecar, bootstrap, proof or policy.</param>
    public sealed record Route(
        [property: JsonPropertyName("method")] string Method,
        [property: JsonPropertyName("pattern")] string Pattern,
        [property: JsonPropertyName("listener")] string Listener,
        [property: JsonPropertyName("label")] string Label,
        [property: JsonPropertyName("action")] string? Action);

    /// <summary>The URL of the first listener of a class, or null.</summary>
    public string? Url(string listenerClass) => Listeners.FirstOrDefault(listener => listener.Class == listenerClass)?.Url.TrimEnd('/');

    /// <summary>The address of a process's listener.</summary>
    /// <exception cref="DemoException">It has none.</exception>
    public static Uri Address(IReadOnlyList<Inventory> inventories, string process, string listenerClass) =>
        inventories.FirstOrDefault(inventory => inventory.Process == process)?.Url(listenerClass) is { } url
            ? new Uri(url)
            : throw new DemoException($"{process} is not ready yet: it has no {listenerClass} listener");

    /// <summary>Reads the inventories of all processes below a state folder.</summary>
    /// <exception cref="JsonException">One of them cannot be read; the message names it.</exception>
    public static IReadOnlyList<Inventory> ReadAll(string state)
    {
        var inventories = new List<Inventory>();
        foreach (var file in Directory.EnumerateDirectories(state).Select(folder => Path.Combine(folder, "inventory.json")).Where(File.Exists).Order())
        {
            try
            {
                inventories.Add(JsonSerializer.Deserialize<Inventory>(File.ReadAllText(file))!);
            }
            catch (JsonException broken)
            {
                throw new JsonException($"{file}: {broken.Message}", broken);
            }
        }
        return inventories;
    }
}
