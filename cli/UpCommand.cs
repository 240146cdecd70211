using System.CommandLine;
using System.Globalization;
using Platform.Cli.Probe;
using Platform.Cli.Running;
using Platform.Cli.Up;

namespace Platform.Cli;

/// <summary><c>platform up</c>: runs the platform until Ctrl-C.</summary>
internal static class UpCommand
{
    private const int ProbeMinutes = 15;

    public static Command Create()
    {
        var state = GlobalOptions.State();
        var json = GlobalOptions.Json();
        var dev = new Option<bool>("--dev") { Description = "Development profile: policies are published on save, signed by the key 'dev'" };
        var logs = new Option<bool>("--logs") { Description = "Print the logs of all resources" };
        var database = GlobalOptions.Database();
        var ports = new Option<string[]>("--port") { Description = "Another port for a browser listener; 0 takes a free one", HelpName = "NAME=PORT" };
        ports.Validators.Add(given =>
        {
            foreach (var token in given.Tokens.Where(token => !TryPort(token.Value, out _, out _)))
            {
                given.AddError($"--port {token.Value}: expected NAME=PORT, for example gateway=8443.");
            }
        });
        var probe = new Option<int>("--probe-every")
        {
            Description = $"Minutes from one probe for open doors to the next, up to {ProbeCommand.MinutesMax}; the first follows the start; 0 for none",
            DefaultValueFactory = _ => ProbeMinutes,
            HelpName = "MINUTES",
        };
        probe.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 0 or > ProbeCommand.MinutesMax)
                given.AddError($"--probe-every: give minutes, 1 to {ProbeCommand.MinutesMax}, or 0 for none.");
        });
        var command = new Command("up", """
            Run the platform: start everything in order, wait until it is healthy, stop it in order on Ctrl-C.

            While it runs, it calls every route of a policy as nobody, at the start and every 15 minutes; what answers is told here and listed by `platform exposures`.

            Examples:
              platform up
              platform up --dev
              platform up --port gateway=8443 --port identity=0 --state /tmp/workshop
              platform up --database postgres
              platform up --json        (a line per change; 'healthy', 'failed' or 'stopped' is the event to wait for)

            Exit codes: 0 stopped on request, 1 a resource failed or the AppHost was killed, 4 another 'up' uses the state folder,
            5 a tool is missing, 6 the build failed.
            """) { state, database, dev, logs, ports, probe, json };
        command.SetAction((result, cancellationToken) =>
        {
            var view = result.GetValue(json) ? new JsonView() : TableView.Create();
            var options = new PlatformRunOptions(StateFolder.Resolve(result.GetValue(state)))
            {
                Database = result.GetValue(database)!,
                Development = result.GetValue(dev),
                Ports = Ports(result.GetValue(ports) ?? []),
                Printed = result.GetValue(logs) ? view.Log : null,
            };
            return RunAsync(options, view, TimeSpan.FromMinutes(result.GetValue(probe)), cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(PlatformRunOptions options, UpView view, TimeSpan probeEvery, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            await using var run = PlatformRun.Start(options);
            try
            {
                var resources = await run.WhenHealthyAsync(view.Changed, cancellationToken);
                view.Healthy(resources, TimeProvider.System.GetElapsedTime(begun), run);
                using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                var watching = Task.WhenAll(WatchAsync(run, view, ended.Token), SelfProbe.RunAsync(run, view, probeEvery, ended.Token));
                await Task.WhenAny(run.ExitedAsync(), Task.Delay(Timeout.Infinite, cancellationToken));
                await ended.CancelAsync();
                await watching;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Ctrl-C before everything was healthy: stop what there is.
            }

            if (cancellationToken.IsCancellationRequested)
            {
                view.Stopping();
            }

            var code = await run.StopAsync();
            if (code == 0)
            {
                view.Stopped();
            }
            else
            {
                view.Failed(code, run.Errors(code));
            }

            return code is 0 or ExitCode.AlreadyRunning or ExitCode.MissingTool ? code : ExitCode.Failed;
        }
        catch (PlatformStartException refusal)
        {
            view.Failed(refusal.ExitCode, refusal.Message);
            return refusal.ExitCode is ExitCode.AlreadyRunning or ExitCode.MissingTool ? refusal.ExitCode : ExitCode.Failed;
        }
    }

    private static async Task WatchAsync(PlatformRun run, UpView view, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var resource in run.Api.WatchAsync(cancellationToken))
            {
                view.Changed(resource);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException)
        {
            // The AppHost is ending; how it ended is told by its exit code.
        }
    }

    private static Dictionary<string, int> Ports(string[] given)
    {
        var ports = new Dictionary<string, int>();
        foreach (var pair in given)
        {
            if (TryPort(pair, out var name, out var port))
            {
                ports[name] = port;
            }
        }

        return ports;
    }

    private static bool TryPort(string pair, out string name, out ushort port)
    {
        var parts = pair.Split('=');
        name = parts[0];
        port = 0;
        return parts.Length == 2 && name.Length > 0 && ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out port);
    }
}
