namespace Aspire.Hosting;

/// <summary>What is being done with the application.</summary>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    /// <summary>Run or publish.</summary>
    public DistributedApplicationOperation Operation { get; } = operation;

    /// <summary>Whether it runs.</summary>
    public bool IsRunMode => Operation is DistributedApplicationOperation.Run;

    /// <summary>Whether manifests are written, by whoever asks for the model; this orchestrator writes none itself.</summary>
    public bool IsPublishMode => Operation is DistributedApplicationOperation.Publish;
}

/// <summary>What can be done with an application.</summary>
public enum DistributedApplicationOperation
{
    /// <summary>Run it on this machine.</summary>
    Run,

    /// <summary>Write manifests.</summary>
    Publish,
}
