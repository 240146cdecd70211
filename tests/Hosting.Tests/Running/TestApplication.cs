using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Platform.Hosting.Tests.Running;

/// <summary>An application of shell scripts inside the test process.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    public TemporaryDirectory Folder { get; } = new();

    public IDistributedApplicationTestingBuilder Builder { get; } = DistributedApplicationTestingBuilder.Create();

    public DistributedApplication Running { get; private set; } = null!;

    /// <summary>A script that runs in the folder; <c>runs</c> counts its starts.</summary>
    public IResourceBuilder<ExecutableResource> Script(string name, string script)
        => Builder.AddExecutable(name, "sh", Folder.Path, "-c", $"echo $$ > {name}.pid; echo x >> {name}.runs; {script}");

    /// <summary>A health check that passes while a file is there.</summary>
    public string HealthyWhile(string file)
    {
        Builder.Services.AddHealthChecks().AddCheck(file, () => File.Exists(Folder[file])
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"{file} is missing"));
        return file;
    }

    public async Task<DistributedApplication> StartAsync()
    {
        Running = await Builder.BuildAsync();
        await Running.StartAsync();
        return Running;
    }

    public int Runs(string name) => File.Exists(Folder[$"{name}.runs"]) ? File.ReadAllLines(Folder[$"{name}.runs"]).Length : 0;

    public string? State(string name) => Running.ResourceNotifications.TryGetCurrentState(name, out var state) ? state.Snapshot.State?.Text : null;

    public async ValueTask DisposeAsync()
    {
        await Builder.DisposeAsync();
        Folder.Dispose();
    }
}
