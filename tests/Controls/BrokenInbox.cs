using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Platform.Notifications.Data;
using Platform.ServiceDefaults.Messaging;

namespace Platform.Controls;

/// <summary>The inbox of notifications with the end of its transaction replaced.</summary>
internal abstract class BrokenInbox(NotificationsDb db) : MessageDatabase
{
    public override async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        return db.Database.GetDbConnection();
    }

    public override async Task InTransactionAsync(Func<DbTransaction, Task<bool>> work, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await work(transaction.GetDbTransaction()) && await EndAsync(db, cancellation))
            await transaction.CommitAsync(cancellation);
    }

    /// <summary>Returns whether to commit.</summary>
    protected abstract Task<bool> EndAsync(NotificationsDb db, CancellationToken cancellation);
}

/// <summary>Writes each notification a second time.</summary>
internal sealed class DoublingInbox(NotificationsDb db) : BrokenInbox(db)
{
    protected override async Task<bool> EndAsync(NotificationsDb db, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlRawAsync("""
            INSERT INTO notifications (id, message_id, patient_id, referral_id, organisation, template, subject, text, address, created_at, mail)
            SELECT id || '-again', message_id || '-again', patient_id, referral_id, organisation, template, subject, text, address, created_at, mail
            FROM notifications WHERE id NOT LIKE '%-again' AND id || '-again' NOT IN (SELECT id FROM notifications)
            """, cancellation);
        return true;
    }
}

/// <summary>Never commits, and says that it did.</summary>
internal sealed class DroppingInbox(NotificationsDb db) : BrokenInbox(db)
{
    protected override Task<bool> EndAsync(NotificationsDb db, CancellationToken cancellation) => Task.FromResult(false);
}
