using Platform.Cli.Demo;
using Platform.Cli.Running;

namespace Platform.Cli.Chaos;

/// <summary>The platform that is broken: one of its own, which goes afterwards, or the one that runs, which stays.</summary>
internal sealed class ChaosPlatform : IAsyncDisposable
{
    private readonly PlatformRun? own;
    private readonly bool deletes;

    private ChaosPlatform(StateFolder state, AppHostApi api, PlatformRun? own, bool deletes)
    {
        State = state;
        Api = api;
        this.own = own;
        this.deletes = deletes;
    }

    public StateFolder State { get; }

    public AppHostApi Api { get; }

    /// <returns>Null when there is nothing to attach to.</returns>
    /// <exception cref="PlatformStartException">It did not start.</exception>
    public static async Task<ChaosPlatform?> OpenAsync(ChaosOptions options, Story story, CancellationToken cancellation)
    {
        if (options.Attach)
        {
            var state = StateFolder.Resolve(options.State);
            if (AppHostApi.Connect(state) is not { } api)
                return null;
            story.Say($"Attached to the platform that runs on {state.Path}");
            return new ChaosPlatform(state, api, null, false);
        }
        var folder = options.State is { } given ? new StateFolder(Path.GetFullPath(given)) : new StateFolder(Directory.CreateTempSubdirectory("platform-chaos-").FullName);
        var deletes = options.State is null && !options.Keep;
        story.Say($"Starting a platform on {folder.Path} …");
        var run = PlatformRun.Start(options.Platform(folder));
        try
        {
            await run.WhenHealthyAsync(null, cancellation);
            return new ChaosPlatform(folder, run.Api, run, deletes);
        }
        catch
        {
            await run.DisposeAsync();
            if (deletes)
                Directory.Delete(folder.Path, recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (own is null)
            Api.Dispose();
        else
            await own.DisposeAsync();
        if (deletes)
            Directory.Delete(State.Path, recursive: true);
    }
}
