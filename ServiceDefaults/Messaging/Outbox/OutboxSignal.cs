namespace Platform.ServiceDefaults.Messaging;

/// <summary>Wakes the relay. Raising it often before the relay looks wakes it once.</summary>
public sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim raised = new(0, 1);

    /// <summary>There is something to send.</summary>
    public void Raise()
    {
        try
        {
            raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Raised already.
        }
    }

    /// <summary>Waits until it is raised, or for the time given.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellation) => raised.WaitAsync(atMost, cancellation);

    /// <inheritdoc/>
    public void Dispose() => raised.Dispose();
}
