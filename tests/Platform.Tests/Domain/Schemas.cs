using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Platform.Ledger.Data;
using Platform.Notifications.Data;
using Platform.PolicyControl.Decisions;
using Platform.Records.Data;
using Platform.Referrals.Data;
using Platform.ServiceDefaults.Messaging;
using Platform.ServiceDefaults.Storage;

namespace Platform.Tests.Domain;

/// <summary>The schema of every service, on both databases.</summary>
public sealed class Schemas(PostgreSql server)
{
    public static TheoryData<Type, DatabaseProvider> All => new MatrixTheoryData<Type, DatabaseProvider>(
        [typeof(RecordsDb), typeof(ReferralsDb), typeof(NotificationsDb), typeof(LedgerDb), typeof(DecisionDb)], Enum.GetValues<DatabaseProvider>());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Is_applied_once_and_fits_the_model(Type context, DatabaseProvider provider)
    {
        await using var database = await EmptyDatabase.CreateAsync(provider, server);

        var first = await database.MigrateAsync(context);
        var second = await database.MigrateAsync(context);

        Assert.True(first > 0);
        Assert.Equal(first, second);
        await using var db = Context(context, database);
        foreach (var table in db.Model.GetEntityTypes())
        {
            var columns = table.GetProperties().Select(property => property.GetColumnName());
            Assert.Equal(0L, await database.CountAsync($"SELECT COUNT(*) FROM (SELECT {string.Join(", ", columns)} FROM {table.GetTableName()} LIMIT 0) AS empty"));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Of_a_newer_release_is_not_touched(Type context, DatabaseProvider provider)
    {
        await using var database = await EmptyDatabase.CreateAsync(provider, server);
        await database.MigrateAsync(context);
        await database.ExecuteAsync("INSERT INTO schema_version (version) VALUES (99)");

        var refusal = await Assert.ThrowsAsync<SchemaTooNewException>(() => database.MigrateAsync(context));

        Assert.Equal(99, refusal.Found);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task That_fails_leaves_nothing_behind(DatabaseProvider provider)
    {
        await using var database = await EmptyDatabase.CreateAsync(provider, server);
        await database.ExecuteAsync("CREATE TABLE inbox (something TEXT)");

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => database.MigrateAsync(typeof(RecordsDb)));

        Assert.Equal(1L, await database.TablesAsync());
    }

    private static DbContext Context(Type type, EmptyDatabase database)
    {
        if (type == typeof(RecordsDb))
            return new RecordsDb(database.Options<RecordsDb>(), ChangeAuthor.Self, TimeProvider.System);
        if (type == typeof(NotificationsDb))
            return new NotificationsDb(database.Options<NotificationsDb>());
        if (type == typeof(LedgerDb))
            return new LedgerDb(database.Options<LedgerDb>());
        if (type == typeof(DecisionDb))
            return new DecisionDb(database.Options<DecisionDb>());
        var outbox = new Outbox(new EventTypes([]), new OutboxSignal(), TimeProvider.System);
        return new ReferralsDb(database.Options<ReferralsDb>(), ChangeAuthor.Self, new ReferralEvents(outbox, new HttpContextAccessor()), TimeProvider.System);
    }
}
