namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states of a resource.</summary>
public static class KnownResourceStates
{
    /// <summary>About to start.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>The process runs.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>Could not be started, or ended before it was ready.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>Being stopped.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>Ended and is not coming back by itself.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>The process ended.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>Waits for others.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>Starts on command only.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>A parameter without a value.</summary>
    public static readonly string ValueMissing = nameof(ValueMissing);

    /// <summary>A value that is there.</summary>
    public static readonly string Active = nameof(Active);

    /// <summary>The states that a resource does not leave by itself.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart, Exited];
}
