namespace Platform.PolicyControl.Sources;

/// <summary>Says when the folder of policies has changed and come to rest: editors write a file in several steps.</summary>
internal sealed class SourceWatcher : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(60);

    private readonly FileSystemWatcher watcher;
    private readonly SemaphoreSlim changed = new(0);
    private readonly TimeProvider clock;

    public SourceWatcher(string folder, TimeProvider clock)
    {
        this.clock = clock;
        watcher = new FileSystemWatcher(folder)
        {
            IncludeSubdirectories = true,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        watcher.Changed += (_, _) => changed.Release();
        watcher.Created += (_, _) => changed.Release();
        watcher.Deleted += (_, _) => changed.Release();
        watcher.Renamed += (_, _) => changed.Release();
        // A lost notification must not lose a change: the folder is read as a whole anyway.
        watcher.Error += (_, _) => changed.Release();
        watcher.EnableRaisingEvents = true;
    }

    /// <summary>Returns after the next change, once nothing has changed for a moment.</summary>
    public async Task ChangedAsync(CancellationToken cancellation)
    {
        await changed.WaitAsync(cancellation);
        while (await changed.WaitAsync(TimeSpan.Zero, cancellation))
        {
        }

        do
        {
            await Task.Delay(Rest, clock, cancellation);
        }
        while (Drain());
    }

    public void Dispose()
    {
        watcher.Dispose();
        changed.Dispose();
    }

    private bool Drain()
    {
        var any = false;
        while (changed.Wait(TimeSpan.Zero))
        {
            any = true;
        }

        return any;
    }
}
