using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Platform.ServiceDefaults.Messaging;

namespace Platform.ServiceDefaults.Storage;

/// <summary>Outbox and inbox in the same database, and in the same transaction, as what a service keeps.</summary>
public sealed class MessagesOf<TContext>(TContext db) : MessageDatabase
    where TContext : DbContext
{
    /// <inheritdoc/>
    public override async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        return db.Database.GetDbConnection();
    }

    /// <inheritdoc/>
    public override async Task InTransactionAsync(Func<DbTransaction, Task<bool>> work, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await work(transaction.GetDbTransaction()))
            await transaction.CommitAsync(cancellation);
    }
}
