using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Platform.Hosting;
using Platform.Testing;

namespace Platform.EndToEnd.Tests;

/// <summary>The real topology with services replaced by controls of tests/Controls: the same services, each composed with one thing wrong.</summary>
public sealed class ControlledPlatform : IAsyncDisposable
{
    private readonly TemporaryDirectory state;
    private readonly DistributedApplication application;

    private ControlledPlatform(TemporaryDirectory state, DistributedApplication application)
    {
        this.state = state;
        this.application = application;
    }

    public string State => state.Path;

    public ResourceNotificationService Resources => application.ResourceNotifications;

    /// <summary>Begins to start it; nobody waits for health.</summary>
    /// <param name="controls">For instance <c>records-open</c>; the word before the hyphen is the service.</param>
    public static async Task<ControlledPlatform> StartAsync(params string[] controls)
    {
        var state = new TemporaryDirectory();
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [$"--PLATFORM_STATE={state.Path}", "--Ports:gateway=0", "--Ports:identity=0", "--Ports:dashboard=0"], TestContext.Current.CancellationToken);
        foreach (var control in controls)
        {
            var service = builder.Resources.OfType<ProjectResource>().Single(resource => resource.Name == control.Split('-')[0]);
            builder.CreateResourceBuilder(service)
                .WithAnnotation<IProjectMetadata>(new ControlsProject(), ResourceAnnotationMutationBehavior.Replace)
                .WithEnvironment("CONTROL", control);
        }
        var application = await builder.BuildAsync(TestContext.Current.CancellationToken);
        // With a dependency that never becomes healthy, starting never ends; the tests wait for what they are about.
        _ = application.StartAsync(TestContext.Current.CancellationToken);
        return new ControlledPlatform(state, application);
    }

    public string LogOf(string resource)
    {
        var file = Path.Combine(State, "apphost", "logs", resource + ".log");
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync();
        await application.DisposeAsync();
        state.Dispose();
    }

    private sealed class ControlsProject : IProjectMetadata, IBuiltProject
    {
        public string ProjectPath { get; } = Path.Combine(RepositoryRoot.Path, "tests", "Controls", "Controls.csproj");

        public bool SuppressBuild => true;

        public string AssemblyPath { get; } = PlatformCommand.Program("tests/Controls", "Platform.Controls.dll");
    }
}
