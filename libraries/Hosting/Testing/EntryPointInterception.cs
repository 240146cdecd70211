using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Lets a test step into the entry point of an AppHost: between its options, its <c>Build</c> and its <c>Run</c>.</summary>
internal sealed class EntryPointInterception(Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
{
    private static readonly AsyncLocal<EntryPointInterception?> Ambient = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayBuild = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static EntryPointInterception? Current => Ambient.Value;

    /// <summary>The builder of the entry point, which is held at its <c>Build</c>.</summary>
    public Task<DistributedApplicationBuilder> Builder => _built.Task;

    /// <summary>The application, once the entry point was let go.</summary>
    public Task<DistributedApplication> Application => _application.Task;

    public void Configure(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) => configure(options, settings);

    public void Building(DistributedApplicationBuilder builder)
    {
        _built.TrySetResult(builder);
        _mayBuild.Task.GetAwaiter().GetResult();
    }

    public void Built(DistributedApplication application) => _application.TrySetResult(application);

    public void LetGo() => _mayBuild.TrySetResult();

    public void Abandon() => _mayBuild.TrySetException(new OperationCanceledException("The test ended before the application was built."));

    /// <summary>Runs the code on a thread of its own, under this interception.</summary>
    public void Run(Action entryPoint)
    {
        var thread = new Thread(() =>
        {
            Ambient.Value = this;
            try
            {
                entryPoint();
                Fail(new InvalidOperationException("The entry point of the AppHost ended without building an application."));
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                Fail((error as System.Reflection.TargetInvocationException)?.InnerException ?? error);
            }
        })
        {
            IsBackground = true,
            Name = "AppHost entry point",
        };
        thread.Start();
    }

    private void Fail(Exception error)
    {
        _built.TrySetException(error);
        _application.TrySetException(error);
    }
}
