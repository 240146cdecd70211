using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts.Referrals;
using Platform.Notifications;
using Platform.Notifications.Contacts;
using Platform.Notifications.Data;
using Platform.Rego.AspNetCore;
using Platform.ServiceDefaults.Messaging;
using Platform.Testing;

namespace Platform.Messaging.Tests.Fixtures;

/// <summary>A producer in the place of referrals and the real notifications, over one virtual host.</summary>
internal sealed class Journey : IAsyncDisposable
{
    public static readonly MessageClaims Claims = new(
        new PolicySubject("user-1", ["gp"], "A81001", "aal2", TimeProvider.System.GetUtcNow()), "referrals.referral.submit", "decision-1", "TREAT");

    private Journey(TestService referrals, TestService notifications) => (Referrals, Notifications) = (referrals, notifications);

    public TestService Referrals { get; }

    public TestService Notifications { get; }

    public RecordingAuthorization Authorization => Notifications.Get<RecordingAuthorization>();

    public KnownContacts Contacts => (KnownContacts)Notifications.Get<ContactSource>();

    public static async Task<Journey> StartAsync(FakeCertificateAuthority authority, string referralsConnection, string notificationsConnection)
    {
        var notifications = await StartNotificationsAsync(authority, notificationsConnection);
        var referrals = await TestService.StartAsync(authority, "referrals", referralsConnection,
            builder => builder.AddMessaging<ProducerDatabase>("referrals", messaging => messaging
                .Publishes<ReferralSubmitted>("referral-submitted")
                .Publishes<ReferralBooked>("referral-booked")),
            services => ProducerDatabase.PrepareAsync(services.GetRequiredService<IConfiguration>()));
        return new Journey(referrals, notifications);
    }

    public static Task<Journey> StartAsync(BrokerServer broker, string virtualHost) =>
        StartAsync(broker.Authority, broker.ConnectionString("referrals", virtualHost), broker.ConnectionString("notifications", virtualHost));

    public static ReferralSubmitted Submitted(string referralId = "r-1") => new(referralId, "p-1", "A81001", "RXX01", TimeProvider.System.GetUtcNow());

    /// <summary>Changes something and puts the event beside it, in one transaction.</summary>
    public async Task<Guid> SubmitAsync(string referralId = "r-1", bool commit = true)
    {
        await using var scope = Referrals.App.Services.CreateAsyncScope();
        var outbox = Referrals.Get<Outbox>();
        var id = Guid.Empty;
        await scope.ServiceProvider.GetRequiredService<MessageDatabase>().InTransactionAsync(async transaction =>
        {
            await using var change = transaction.Connection!.CreateCommand();
            change.Transaction = transaction;
            change.CommandText = $"INSERT INTO changes (id) VALUES ('{Guid.NewGuid():D}')";
            await change.ExecuteNonQueryAsync();
            id = await outbox.AppendAsync(transaction, Submitted(referralId), Claims, CancellationToken.None);
            return commit;
        }, CancellationToken.None);
        outbox.Committed();
        return id;
    }

    public async Task<IReadOnlyList<Notification>> NotificationsAsync()
    {
        await using var scope = Notifications.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NotificationsDb>().Notifications.AsNoTracking().OrderBy(row => row.CreatedAt).ToListAsync();
    }

    public async Task<IReadOnlyList<ParkedMessage>> ParkedAsync()
    {
        await using var scope = Notifications.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ParkedMessages>().ListAsync(CancellationToken.None);
    }

    /// <summary>What the consumer notes when handling a message went wrong.</summary>
    public async Task RefuseAsync(Guid id, MessageRefusal reason)
    {
        await using var scope = Notifications.App.Services.CreateAsyncScope();
        var message = new ParkedMessage(Guid.NewGuid().ToString("N"), id.ToString("D"), null, null, reason.ToString(), TimeProvider.System.GetUtcNow(), 1);
        await scope.ServiceProvider.GetRequiredService<ParkedMessages>().AddAsync(message, "notifications", CancellationToken.None);
    }

    public Task HasNotifiedAsync(int count, TimeSpan? within = null) => Eventually.True(
        async () => (await NotificationsAsync()).Count == count, $"{count} notifications", within);

    public async ValueTask DisposeAsync()
    {
        await Referrals.DisposeAsync();
        await Notifications.DisposeAsync();
    }

    private static Task<TestService> StartNotificationsAsync(FakeCertificateAuthority authority, string connection) =>
        TestService.StartAsync(authority, "notifications", connection,
            builder =>
            {
                builder.Services.AddSingleton<ContactSource>(new KnownContacts());
                builder.AddNotifications();
            });
}
