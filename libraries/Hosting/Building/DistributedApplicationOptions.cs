namespace Aspire.Hosting;

/// <summary>How an application is built.</summary>
public sealed class DistributedApplicationOptions
{
    /// <summary>The command line, a source of configuration: <c>--key value</c>.</summary>
    public string[]? Args { get; set; }

    /// <summary>The assembly of the AppHost; default the entry assembly.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Whether the orchestrator shows no dashboard of its own. This one has none.</summary>
    public bool DisableDashboard { get; set; } = true;

    /// <summary>The folder of the AppHost; default what its build recorded, else the current directory.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Whether the logs of resources also go to the log of the AppHost.</summary>
    public bool EnableResourceLogging { get; set; }
}
