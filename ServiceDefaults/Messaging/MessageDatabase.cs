using System.Data.Common;

namespace Platform.ServiceDefaults.Messaging;

/// <summary>
/// The service's own database as messaging needs it: outbox, inbox and parked messages are tables beside the service's, so that an effect and the note
/// that it happened are one transaction. A service derives this from its DbContext; it is scoped.
/// </summary>
public abstract class MessageDatabase
{
    /// <summary>The open connection.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellation);

    /// <summary>Runs the work in a transaction that the service's own changes take part in, and commits if the work says so.</summary>
    /// <param name="work">Gets the transaction; returns whether to commit.</param>
    /// <param name="cancellation">Cancels.</param>
    public abstract Task InTransactionAsync(Func<DbTransaction, Task<bool>> work, CancellationToken cancellation);
}
