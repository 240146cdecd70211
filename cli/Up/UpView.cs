using Platform.Cli.Running;

namespace Platform.Cli.Up;

/// <summary>How <c>up</c> tells what happens.</summary>
internal abstract class UpView
{
    public abstract void Changed(ResourceInfo resource);

    public abstract void Healthy(IReadOnlyList<ResourceInfo> resources, TimeSpan elapsed, PlatformRun run);

    /// <summary>A probe found an operation open, or could not look.</summary>
    public abstract void Probed(string finding);

    public abstract void Stopping();

    public abstract void Stopped();

    public abstract void Failed(int exitCode, string message);

    public virtual void Log(string line) => Console.Error.WriteLine(line);

    protected static long MemoryOf(IReadOnlyList<ResourceInfo> resources, PlatformRun run)
        => resources.Sum(resource => resource.MemoryBytes ?? 0) + (ProcessMemory.Of(run.Pid) ?? 0);
}
