namespace Aspire.Hosting.ApplicationModel;

/// <summary>The commands that every process has. <c>kill</c>, <c>freeze</c> and <c>thaw</c> come on top in this orchestrator.</summary>
public static class KnownResourceCommands
{
    /// <summary>Starts a stopped resource, or one that waits, without waiting on.</summary>
    public static readonly string StartCommand = "start";

    /// <summary>Stops a resource gracefully; it stays down.</summary>
    public static readonly string StopCommand = "stop";

    /// <summary>Stops and starts.</summary>
    public static readonly string RestartCommand = "restart";
}
