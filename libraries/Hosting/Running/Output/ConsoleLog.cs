using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Running;

/// <summary>Prints the logs of all resources, each line with the name of its resource, in colour on a terminal.</summary>
internal sealed class ConsoleLog(ResourceLoggerService logs, DistributedApplicationModel model) : IDisposable
{
    private static readonly int[] Palette = [36, 33, 35, 32, 34, 96, 93, 95, 92, 94];

    private readonly bool _colour = Environment.GetEnvironmentVariable("NO_COLOR") is null or ""
        && (!Console.IsOutputRedirected || Environment.GetEnvironmentVariable("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION") == "true");
    private readonly int _width = model.Resources.Where(r => r is not IResourceWithoutLifetime).Select(r => r.Name.Length).DefaultIfEmpty(0).Max();
    private readonly Lock _gate = new();

    public void Begin() => logs.Written += Print;

    public void Dispose() => logs.Written -= Print;

    private void Print(string resource, LogLine line)
    {
        var prefix = resource.PadRight(_width);
        var text = _colour ? $"\u001b[{Colour(resource)}m{prefix}\u001b[0m | {line.Content}" : $"{prefix} | {AnsiText.Strip(line.Content)}";
        lock (_gate)
        {
            Console.Out.WriteLine(text);
        }
    }

    private int Colour(string resource)
    {
        var index = model.Resources.Select((r, i) => (r, i)).FirstOrDefault(pair => pair.r.Name == resource).i;
        return Palette[index % Palette.Length];
    }
}
