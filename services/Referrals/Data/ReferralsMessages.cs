using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Referrals.Data;

/// <summary>The outbox in the same database, and in the same transaction, as the referrals.</summary>
internal sealed class ReferralsMessages(ReferralsDb db) : MessageDatabase
{
    public override async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        return db.Database.GetDbConnection();
    }

    public override async Task InTransactionAsync(Func<DbTransaction, Task<bool>> work, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await work(transaction.GetDbTransaction()))
            await transaction.CommitAsync(cancellation);
    }
}
