using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platform.Hosting.Running;

namespace Aspire.Hosting;

/// <summary>Builds an application over the generic host.</summary>
public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private const string ProjectPathMetadata = "AppHostProjectPath";

    private readonly HostApplicationBuilder _host;
    private readonly EntryPointInterception? _interception = EntryPointInterception.Current;
    private readonly ResourceCollection _resources = [];

    /// <summary>A builder with the command line as a source of configuration.</summary>
    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    /// <summary>A builder with options.</summary>
    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = new HostApplicationBuilderSettings { Args = options.Args, Configuration = new ConfigurationManager() };
        _interception?.Configure(options, settings);
        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(new AssemblyName(name)) : Assembly.GetEntryAssembly();
        AppHostDirectory = options.ProjectDirectory ?? RecordedDirectory(AppHostAssembly) ?? Directory.GetCurrentDirectory();
        settings.ContentRootPath = AppHostDirectory;
        settings.Args = options.Args ?? settings.Args;

        // The settings do not change while the application runs, so nothing watches the files.
        settings.Configuration!.AddInMemoryCollection([new("hostBuilder:reloadConfigOnChange", "false")]);
        settings.Configuration.AddEnvironmentVariables("ASPIRE_");
        _host = new HostApplicationBuilder(settings);
        ExecutionContext = new(Operation(new ConfigurationBuilder().AddCommandLine(settings.Args ?? []).Build()["operation"] ?? Configuration["AppHost:Operation"]));
        _host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        _host.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // Whoever runs the application tells why it does not start, in words.
        _host.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        RunningServices.Add(
            _host.Services, new DistributedApplicationModel(_resources), ExecutionContext, Eventing, AppHostDirectory, isTest: _interception is not null);
    }

    /// <inheritdoc/>
    public ConfigurationManager Configuration => (ConfigurationManager)((IHostApplicationBuilder)_host).Configuration;

    /// <inheritdoc/>
    public string AppHostDirectory { get; }

    /// <inheritdoc/>
    public Assembly? AppHostAssembly { get; }

    /// <inheritdoc/>
    public IHostEnvironment Environment => _host.Environment;

    /// <inheritdoc/>
    public IServiceCollection Services => _host.Services;

    /// <inheritdoc/>
    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    /// <inheritdoc/>
    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <inheritdoc/>
    public IResourceCollection Resources => _resources;

    /// <inheritdoc/>
    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        _resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    /// <inheritdoc/>
    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource
        => new ResourceBuilder<T>(this, resource);

    /// <inheritdoc/>
    public DistributedApplication Build()
    {
        _interception?.Building(this);
        var application = new DistributedApplication(_host.Build()) { StartedByTest = _interception is not null };
        _interception?.Built(application);
        return application;
    }

    // --operation run|publish, which is run when it is not said.
    private static DistributedApplicationOperation Operation(string? asked)
        => string.IsNullOrEmpty(asked) ? DistributedApplicationOperation.Run
            : Enum.TryParse<DistributedApplicationOperation>(asked, ignoreCase: true, out var operation) ? operation
            : throw new DistributedApplicationException($"The operation is '{asked}'; it is run or publish.");

    private static string? RecordedDirectory(Assembly? assembly)
        => assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(m => m.Key == ProjectPathMetadata)?.Value;
}
