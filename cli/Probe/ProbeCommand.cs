using System.CommandLine;
using System.Text.Json;
using Platform.Cli.Demo;
using Platform.Cli.Running;

namespace Platform.Cli.Probe;

/// <summary><c>probe</c>: looks for doors that are open, from outside; on the platform, or on any API with an OpenAPI document.</summary>
internal static class ProbeCommand
{
    /// <summary>A day, in minutes: who looks less often does not watch.</summary>
    public const int MinutesMax = 1440;

    public static Command Create()
    {
        var json = GlobalOptions.Json();
        var state = GlobalOptions.State();
        var url = new Option<string?>("--url") { Description = "Probe the API at this base address instead of the platform", HelpName = "BASE" };
        var openApi = new Option<string?>("--openapi") { Description = "Its OpenAPI document, JSON (default: BASE/openapi/v1.json, then BASE/swagger/v1/swagger.json)", HelpName = "FILE|URL" };
        var writes = new Option<bool>("--writes") { Description = "Try operations that write on another machine too; on this one they are always tried" };
        var open = new Option<string[]>("--public") { Description = "An operation that is meant to be open, for example --public 'GET /status'; may be repeated", HelpName = "OPERATION" };
        var every = new Option<int>("--every") { Description = "Probe the platform again after so many minutes (default: 0, once)", HelpName = "MINUTES" };
        var command = new Command("probe", """
            Looks for open doors from outside: ports that nobody declared, operations that answer without credentials.

            Without --url it looks at the running platform: every port on which one of its processes listens is declared by that process and is on loopback,
            and every route has one label, and an action where a policy decides. It calls every route of a policy as nobody; 2xx is an open door and opens a record that
            `./platform exposures` lists. The calls to every route as every wrong identity are `./platform demo`'s, which puts down its exposures too.
            `./platform up` does this by itself, at the start and every 15 minutes. With --every it goes on until it is stopped or the platform is.

            With --url it calls every operation of the OpenAPI document without credentials. 401 and 403 are refusals. 2xx is an open door; any other answer
            was given before anybody was asked who is calling, and counts as one too. Writes are sent with an empty body and an id that hardly exists.
            The document cannot excuse an operation; --public can.

            Examples:
              ./platform probe
              ./platform probe --every 15
              ./platform probe --json | jq '.ports[] | select(.finding)'
              ./platform probe --url http://localhost:5222
              ./platform probe --url https://shop.test --openapi shop.json --public 'GET /status'

            Exit codes: 0 no open door, 1 an open door or an operation that did not answer, 2 a document or argument cannot be used, 3 no platform runs.
            """)
        {
            url, openApi, writes, open, every, json, state,
        };
        command.SetAction((parse, cancellation) => parse.GetValue(url) is not { } given ? WatchAsync(StateFolder.Resolve(parse.GetValue(state)), parse.GetValue(every), parse.GetValue(json), cancellation)
            : Uri.TryCreate(given, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? ProbeApiAsync(address, parse.GetValue(openApi), parse.GetValue(writes) || address.IsLoopback, parse.GetValue(open) ?? [], parse.GetValue(json), cancellation)
                : Refuse($"--url {given}: give an http or https address"));
        return command;
    }

    private static async Task<int> ProbeApiAsync(Uri address, string? document, bool writes, IReadOnlyList<string> open, bool json, CancellationToken cancellation)
    {
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
            var operations = OpenApiOperations.Read(await OpenApiOperations.FetchAsync(client, address, document, cancellation));
            var results = new List<ProbedOperation>();
            foreach (var operation in operations)
                results.Add(await ApiProbe.CallAsync(client, address, operation, writes, open, cancellation));
            Tell(json, new { operations = results }, results.Select(result => (result.IsOpen, result.ToString())));
            return results.Any(result => result.IsOpen) ? ExitCode.Failed : ExitCode.Ok;
        }
        catch (ProbeException unusable)
        {
            return await Refuse(unusable.Message);
        }
    }

    private static Task<int> Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return Task.FromResult(ExitCode.BadArguments);
    }

    private static async Task<int> WatchAsync(StateFolder folder, int minutes, bool json, CancellationToken cancellation)
    {
        if (minutes is < 0 or > MinutesMax)
            return await Refuse($"--every {minutes}: give minutes, 1 to {MinutesMax}, or 0 for once");
        if (minutes == 0)
            return await ProbePlatformAsync(folder, json, cancellation);
        var code = ExitCode.Ok;
        await ProbeWatch.RunAsync(
            TimeSpan.FromMinutes(minutes),
            async token => (code = await ProbePlatformAsync(folder, json, token)) != ExitCode.NotRunning,
            TimeProvider.System,
            cancellation);
        return code;
    }

    private static async Task<int> ProbePlatformAsync(StateFolder folder, bool json, CancellationToken cancellation)
    {
        using var api = AppHostApi.Connect(folder);
        if (api is null)
            return NotRunning.Tell(folder);
        if (!OperatingSystem.IsLinux())
        {
            Console.Error.WriteLine("The ports of processes are read from /proc, which this system does not have; `./platform demo` calls the routes.");
            return ExitCode.Failed;
        }
        try
        {
            var found = await PlatformProbe.RunAsync(api, folder.Path, cancellation);
            foreach (var alert in found.Alerts)
                await Console.Error.WriteLineAsync(alert);
            Tell(json, new { found.Ports, found.Routes, found.Calls }, found.Lines);
            if (found.Ports.Count > 0 && found.Routes.Count > 0 && found.Calls.Count > 0)
                return found.Lines.Any(line => line.Bad) ? ExitCode.Failed : ExitCode.Ok;
            Console.Error.WriteLine("Neither ports nor routes of the platform were found: nothing is proven.");
            return ExitCode.Failed;
        }
        catch (Exception stopped) when (stopped is DemoException or IOException or HttpRequestException)
        {
            Console.Error.WriteLine(stopped.Message);
            return ExitCode.Failed;
        }
    }

    private static void Tell(bool json, object report, IEnumerable<(bool Bad, string Text)> lines)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(report, ResourceInfo.Json));
            return;
        }
        var told = lines.ToList();
        foreach (var (bad, text) in told)
            Console.Out.WriteLine($"  {(bad ? "✗" : "✓")} {text}");
        Console.Out.WriteLine($"{told.Count} looked at, {told.Count(line => line.Bad)} open");
    }
}

/// <summary>Nothing can be probed as asked; the message says what to give.</summary>
internal sealed class ProbeException(string message, Exception? inner = null) : Exception(message, inner);
