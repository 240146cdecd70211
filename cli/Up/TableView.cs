using System.Globalization;
using Platform.Cli.Running;
using Spectre.Console;

namespace Platform.Cli.Up;

/// <summary>A table that fills while resources become healthy; on something that is no terminal, a line per change.</summary>
internal sealed class TableView(bool interactive) : UpView
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceInfo> _resources = [];
    private readonly List<string> _order = [];
    private int _drawn;
    private bool _started;

    public static UpView Create() => new TableView(!Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi);

    public override void Changed(ResourceInfo resource)
    {
        lock (_gate)
        {
            var before = _resources.GetValueOrDefault(resource.Name)?.Summary;
            if (before is null)
            {
                _order.Add(resource.Name);
            }

            _resources[resource.Name] = resource;
            if (before == resource.Summary)
            {
                return;
            }

            if (!_started && interactive)
            {
                Redraw();
            }
            else if (!_started || before is not null)
            {
                AnsiConsole.MarkupLine($"  {resource.Name.PadRight(16)} {Coloured(resource)}{Detail(resource)}");
            }
        }
    }

    public override void Healthy(IReadOnlyList<ResourceInfo> resources, TimeSpan elapsed, PlatformRun run)
    {
        lock (_gate)
        {
            _started = true;
            var memory = ProcessMemory.Text(MemoryOf(resources, run));
            AnsiConsole.MarkupLine(string.Create(
                CultureInfo.InvariantCulture,
                $"\n[green]All {resources.Count} resources are healthy[/] after {elapsed.TotalSeconds:0.0} s. Memory: {memory}. State: {Markup.Escape(run.State.Path)}\n"));
            foreach (var (name, url) in resources.SelectMany(r => r.Urls.Where(url => !url.Internal), (r, url) => (r.Name, url.Url)))
            {
                AnsiConsole.MarkupLine($"  {name.PadRight(10)} [link]{Markup.Escape(url)}[/]");
            }

            AnsiConsole.MarkupLine("""

                Try next, in another terminal:
                  ./platform demo                     a referral from the GP to the consultant, then every attack on every route
                  ./platform token consultant --json  sign a persona in and call the gateway yourself
                  ./platform ps                       what runs, how it is, what it takes
                  ./platform logs records --follow    what a service says
                  ./platform resource records kill    break something; it comes back

                Ctrl-C stops everything.
                """);
        }
    }

    public override void Probed(string finding) => Console.Error.WriteLine(finding);

    public override void Stopping() => AnsiConsole.MarkupLine("\nStopping …");

    public override void Stopped() => AnsiConsole.MarkupLine("Stopped.");

    public override void Failed(int exitCode, string message)
    {
        Console.Out.Flush();
        Console.Error.WriteLine();
        Console.Error.WriteLine(message);
    }

    private void Redraw()
    {
        if (_drawn > 0)
        {
            // Back to the first line of the table, which is then written over.
            Console.Out.Write($"\u001b[{_drawn}F\u001b[J");
        }

        foreach (var name in _order)
        {
            AnsiConsole.MarkupLine($"  {name.PadRight(16)} {Coloured(_resources[name])}{Detail(_resources[name])}");
        }

        _drawn = _order.Count;
    }

    private static string Coloured(ResourceInfo resource)
        => $"[{(resource.IsHealthy && !resource.Frozen ? "green" : resource.HasFailed ? "red" : "yellow")}]{resource.Summary.PadRight(12)}[/]";

    private static string Detail(ResourceInfo resource)
        => resource is { State: "Waiting", WaitsFor: { Count: > 0 } others } ? $" for {string.Join(", ", others)}"
            : resource is { ExitCode: { } code, State: not "Running" } ? $" exit code {code}"
            : resource is { Restarts: > 0 } ? $" restart {resource.Restarts}"
            : "";
}
