namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource does not start before another one is in a certain state.</summary>
public class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The state that is waited for.</summary>
    public WaitType WaitType { get; } = waitType;

    /// <summary>The exit code that counts as completion.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What happens when the other one ends or fails instead; null = the default of the application.</summary>
    public WaitBehavior? WaitBehavior { get; init; }
}

/// <summary>What is waited for.</summary>
public enum WaitType
{
    /// <summary>Running, its health checks pass and its ready handlers are done.</summary>
    WaitUntilHealthy,

    /// <summary>Ended with the expected exit code.</summary>
    WaitForCompletion,

    /// <summary>Running.</summary>
    WaitUntilStarted,
}

/// <summary>What a waiting resource does when the other one ends or fails.</summary>
public enum WaitBehavior
{
    /// <summary>It keeps waiting; the other one may come back.</summary>
    WaitOnResourceUnavailable,

    /// <summary>It fails too.</summary>
    StopOnResourceUnavailable,
}
