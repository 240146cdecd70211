using System.Diagnostics;

namespace Platform.Cli.Running;

/// <summary>A platform that this command started: its AppHost runs as a child and ends with it, however that ends.</summary>
internal sealed class PlatformRun : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _errors = [];
    private readonly Task _reading;
    private AppHostApi? _api;

    private PlatformRun(Process process, StateFolder state, Action<string>? printed)
    {
        _process = process;
        State = state;
        _reading = Task.WhenAll(Read(process.StandardOutput, printed), Read(process.StandardError, _errors.Add));
    }

    public StateFolder State { get; }

    public int Pid => _process.Id;

    /// <summary>The API; there is one as soon as <see cref="WhenHealthyAsync"/> reports something.</summary>
    public AppHostApi Api => _api ?? throw new InvalidOperationException("The AppHost has no API yet.");

    /// <summary>Starts the AppHost that was built with this command line.</summary>
    public static PlatformRun Start(PlatformRunOptions options)
    {
        var program = Path.Combine(Repository.BuildFolderOf("AppHost"), OperatingSystem.IsWindows() ? "Platform.AppHost.exe" : "Platform.AppHost");
        if (!File.Exists(program))
        {
            throw new PlatformStartException(ExitCode.Failed, $"The AppHost is not built: {program} does not exist. Build everything: dotnet build Platform.sln");
        }

        var start = new ProcessStartInfo(program, options.Arguments())
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["PLATFORM_STATE"] = options.State.Path;
        start.Environment["PLATFORM_PARENT_PIPE"] = "stdin";
        start.Environment["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = options.Printed is not null && !Console.IsOutputRedirected ? "true" : "false";
        return new(Process.Start(start)!, options.State, options.Printed);
    }

    /// <summary>Waits until every resource is healthy.</summary>
    /// <param name="changed">Told every change on the way.</param>
    /// <param name="cancellationToken">Gives up; the platform runs on.</param>
    /// <exception cref="PlatformStartException">The AppHost refused to start, or a resource failed; the message is the AppHost's own.</exception>
    public async Task<IReadOnlyList<ResourceInfo>> WhenHealthyAsync(Action<ResourceInfo>? changed, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var healthy = HealthyAsync(changed, over.Token);
        var ended = _process.WaitForExitAsync(over.Token);
        var first = await Task.WhenAny(healthy, ended);
        if (first == healthy && healthy.IsCompletedSuccessfully && healthy.Result is { } all)
        {
            await over.CancelAsync();
            return all;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var code = await ExitedAsync();
        await over.CancelAsync();
        throw new PlatformStartException(code is 0 ? ExitCode.Failed : code, Errors(code));
    }

    /// <summary>The AppHost's exit code.</summary>
    public async Task<int> ExitedAsync()
    {
        await _process.WaitForExitAsync();
        await _reading;
        return _process.ExitCode;
    }

    /// <summary>What the AppHost wrote on standard error, or what there is to say when it wrote nothing.</summary>
    public string Errors(int exitCode) => _errors.Count > 0
        ? string.Join(Environment.NewLine, _errors)
        : $"The AppHost was killed or crashed (exit code {exitCode}); all that it had started was stopped.";

    /// <summary>Asks the AppHost to stop everything, by closing its standard input; returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited)
        {
            _process.StandardInput.Close();
        }

        return await ExitedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _api?.Dispose();
        _process.Dispose();
    }

    private async Task<IReadOnlyList<ResourceInfo>?> HealthyAsync(Action<ResourceInfo>? changed, CancellationToken cancellationToken)
    {
        _api = await AppHostApi.ConnectAsync(State, _process.Id, cancellationToken);
        var resources = new Dictionary<string, ResourceInfo>();
        await foreach (var resource in _api.WatchAsync(cancellationToken))
        {
            resources[resource.Name] = resource;
            changed?.Invoke(resource);
            if (resources.Values.All(r => r.IsHealthy || r.IsOptional))
            {
                var all = await _api.ListAsync(cancellationToken);
                if (all.All(r => r.IsHealthy || r.IsOptional))
                {
                    return all;
                }
            }
        }

        return null;
    }

    private static async Task Read(StreamReader from, Action<string>? line)
    {
        while (await from.ReadLineAsync() is { } text)
        {
            line?.Invoke(text);
        }
    }
}
