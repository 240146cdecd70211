using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Platform.Referrals.Data;
using Platform.Referrals.Messages;
using Platform.Referrals.Submission;
using Platform.ServiceDefaults.Messaging;
using Platform.ServiceDefaults.Storage;
using Platform.Testing;
using Platform.Tests.Domain;

namespace Platform.Tests.Referrals;

/// <summary>One message per pair of ids, whatever happens in between.</summary>
public abstract class ReceiptTests(DatabaseProvider provider, PostgreSql server) : IAsyncLifetime
{
    private static readonly MessageHeaders Ids = new(Guid.NewGuid(), Guid.NewGuid(), "2000011147", null);

    private readonly ManualClock clock = new();
    private readonly List<ReferralsDb> opened = [];
    private EmptyDatabase database = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await EmptyDatabase.CreateAsync(provider, server);
        await database.MigrateAsync(typeof(ReferralsDb));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var db in opened)
            await db.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
    }

    [Fact]
    public async Task Another_try_while_the_first_runs_is_too_early()
    {
        await ReserveAsync();

        Assert.Equal((425, "REC_TOO_EARLY"), await RefusedAsync());
    }

    [Fact]
    public async Task A_try_that_never_ended_is_taken_over_with_its_referral_id()
    {
        var first = await ReserveAsync();
        clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal(first.ReferralId, (await ReserveAsync()).ReferralId);
        Assert.Equal((425, "REC_TOO_EARLY"), await RefusedAsync());
    }

    [Fact]
    public async Task An_abandoned_try_is_taken_over_at_once_with_its_referral_id()
    {
        var first = await ReserveAsync();
        await new Receipts(Open(), clock).AbandonAsync(first);

        Assert.Equal(first.ReferralId, (await ReserveAsync()).ReferralId);
    }

    [Fact]
    public async Task A_released_try_leaves_nothing()
    {
        await new Receipts(Open(), clock).ReleaseAsync(await ReserveAsync());

        Assert.Equal(0, await Open().Receipts.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_processed_message_is_a_duplicate_for_ever()
    {
        var db = Open();
        var (receipt, _) = await new Receipts(db, clock).ReserveAsync(Ids, Cancellation);
        receipt!.State = Receipt.Done;
        await db.SaveChangesAsync(Cancellation);
        clock.Advance(TimeSpan.FromDays(400));

        Assert.Equal((409, "REC_CONFLICT"), await RefusedAsync());
    }

    private async Task<Receipt> ReserveAsync()
    {
        var (receipt, refusal) = await new Receipts(Open(), clock).ReserveAsync(Ids, Cancellation);
        Assert.Null(refusal);
        return receipt!;
    }

    private async Task<(int Status, string Code)> RefusedAsync()
    {
        var (receipt, refusal) = await new Receipts(Open(), clock).ReserveAsync(Ids, Cancellation);
        Assert.Null(receipt);
        return (refusal!.Status, refusal.Code);
    }

    private ReferralsDb Open()
    {
        var db = new ReferralsDb(database.Options<ReferralsDb>(), ChangeAuthor.Self, NoEvents(), clock);
        opened.Add(db);
        return db;
    }

    // Receipts tell of no event.
    private ReferralEvents NoEvents() => new(new Outbox(new EventTypes([]), new OutboxSignal(), clock), new HttpContextAccessor());
}
