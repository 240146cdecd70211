using Microsoft.EntityFrameworkCore;
using Platform.Records.Data;
using Platform.ServiceDefaults.Storage;
using Platform.Testing;

namespace Platform.Tests.Domain;

/// <summary>What the services take as the same on both databases.</summary>
public sealed class DatabaseVerbs(PostgreSql server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_row_that_is_there_already_is_a_duplicate_and_a_row_without_what_it_must_have_is_not(DatabaseProvider provider)
    {
        await using var database = await EmptyDatabase.CreateAsync(provider, server);
        await database.ExecuteAsync("CREATE TABLE things (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE)");
        await AddAsync(database, new Thing { Id = "1", Name = "one" });

        Assert.True((await Refused(database, new Thing { Id = "1", Name = "two" })).IsDuplicate());
        Assert.True((await Refused(database, new Thing { Id = "2", Name = "one" })).IsDuplicate());
        Assert.False((await Refused(database, new Thing { Id = "2", Name = null })).IsDuplicate());
    }

    [Fact]
    public async Task The_later_of_two_writers_with_the_same_key_waits_and_one_with_another_key_does_not()
    {
        await using var database = await EmptyDatabase.CreateAsync(DatabaseProvider.PostgreSql, server);
        await using var first = new Things(database.Options<Things>());
        await using var second = new Things(database.Options<Things>());
        await using var third = new Things(database.Options<Things>());
        var held = await first.Database.BeginWriteAsync("patient 1", Cancellation);

        var waiting = second.Database.BeginWriteAsync("patient 1", Cancellation);
        await Eventually.Passes(
            async () => Assert.Equal(1, await database.CountAsync("SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")),
            TimeSpan.FromSeconds(30));
        await using (await third.Database.BeginWriteAsync("patient 2", Cancellation))
            Assert.False(waiting.IsCompleted);

        await held.CommitAsync(Cancellation);
        await using var now = await waiting.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await held.DisposeAsync();
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_transaction_that_is_not_committed_leaves_nothing(DatabaseProvider provider)
    {
        await using var database = await EmptyDatabase.CreateAsync(provider, server);
        await database.ExecuteAsync("CREATE TABLE things (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE)");
        await using (var db = new Things(database.Options<Things>()))
        await using (await db.Database.BeginWriteAsync("key", Cancellation))
        {
            db.All.Add(new Thing { Id = "1", Name = "one" });
            await db.SaveChangesAsync(Cancellation);
        }

        Assert.Equal(0, await database.CountAsync("SELECT COUNT(*) FROM things"));
    }

    private static async Task AddAsync(EmptyDatabase database, Thing thing)
    {
        await using var db = new Things(database.Options<Things>());
        db.All.Add(thing);
        await db.SaveChangesAsync(Cancellation);
    }

    private static Task<DbUpdateException> Refused(EmptyDatabase database, Thing thing) => Assert.ThrowsAsync<DbUpdateException>(() => AddAsync(database, thing));

    private sealed class Thing
    {
        public required string Id { get; init; }
        public required string? Name { get; init; }
    }

    private sealed class Things(DbContextOptions<Things> options) : DbContext(options)
    {
        public DbSet<Thing> All => Set<Thing>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            var thing = modelBuilder.Entity<Thing>().ToTable("things");
            thing.Property(one => one.Id).HasColumnName("id");
            thing.Property(one => one.Name).HasColumnName("name");
        }
    }
}
