using Platform.Cli.Running;

namespace Platform.Cli.Demo;

/// <summary>The platform that the demo plays on: one that was running, which stays; or one of its own, on temporary state and free ports, which goes.</summary>
internal sealed class RunningPlatform : IAsyncDisposable
{
    private readonly PlatformRun? own;
    private readonly DirectoryInfo? temporary;

    private RunningPlatform(StateFolder state, AppHostApi api, PlatformRun? own, DirectoryInfo? temporary)
    {
        State = state;
        Api = api;
        this.own = own;
        this.temporary = temporary;
    }

    public StateFolder State { get; }

    public AppHostApi Api { get; }

    /// <exception cref="PlatformStartException">No platform runs and none could be started.</exception>
    public static async Task<RunningPlatform> AttachOrStartAsync(string? stateFolder, string database, Story story, CancellationToken cancellation)
    {
        var state = StateFolder.Resolve(stateFolder);
        if (AppHostApi.Connect(state) is { } api)
        {
            story.Say($"Attached to the platform that runs on {state.Path}");
            return new RunningPlatform(state, api, null, null);
        }
        var temporary = Directory.CreateTempSubdirectory("platform-demo-");
        story.Say("Starting a platform on temporary state …");
        var own = PlatformRun.Start(PlatformRunOptions.Temporary(new StateFolder(temporary.FullName)) with { Database = database });
        try
        {
            await own.WhenHealthyAsync(null, cancellation);
            return new RunningPlatform(own.State, own.Api, own, temporary);
        }
        catch
        {
            await own.DisposeAsync();
            temporary.Delete(recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (own is null)
            Api.Dispose();
        else
            await own.DisposeAsync();
        temporary?.Delete(recursive: true);
    }
}
