using Microsoft.Extensions.DependencyInjection;
using Platform.Messaging.Tests.Fixtures;
using Platform.ServiceDefaults.Messaging;
using Platform.Testing;

namespace Platform.Messaging.Tests;

[Trait("requirement", "MS-05")]
[Trait("requirement", "RE-04")]
[Trait("requirement", "MS-07")]
public sealed class Delivery(BrokerServer broker)
{
    [Fact]
    public async Task Turns_one_event_into_one_notification_under_least_privilege()
    {
        await using var journey = await Journey.StartAsync(broker, broker.TakeVirtualHost());
        var id = await journey.SubmitAsync();
        await journey.HasNotifiedAsync(1);
        var notification = Assert.Single(await journey.NotificationsAsync());
        Assert.Equal(id.ToString("D"), notification.MessageId);
        Assert.Equal("referral-submitted", notification.Template);
        Assert.Empty(await journey.ParkedAsync());
        Assert.Equal(id, Assert.Single(journey.Authorization.Audited));
    }

    [Theory]
    [InlineData(MessageRefusal.Failed, true, 0)]
    [InlineData(MessageRefusal.Failed, false, 1)]
    [InlineData(MessageRefusal.ProducerNotAllowed, true, 1)]
    public async Task Lists_a_failure_unless_the_message_was_acted_on_before_and_a_refusal_always(MessageRefusal reason, bool actedOn, int listed)
    {
        await using var journey = await Journey.StartAsync(broker, broker.TakeVirtualHost());
        var id = await journey.SubmitAsync();
        await journey.HasNotifiedAsync(1);

        await journey.RefuseAsync(actedOn ? id : Guid.NewGuid(), reason);

        Assert.Equal(listed, (await journey.ParkedAsync()).Count);
    }

    [Fact]
    public async Task Decides_on_the_signed_subject()
    {
        await using var journey = await Journey.StartAsync(broker, broker.TakeVirtualHost());
        await journey.SubmitAsync();
        await journey.HasNotifiedAsync(1);
        var (message, action, facts) = Assert.Single(journey.Authorization.Asked);
        Assert.Equal("notifications.referral_submitted.consume", action);
        Assert.Equal(("user-1", "message"), (message.Caller.Subject!.Id, message.Caller.Transport));
        Assert.Equal("spiffe://platform.local/ns/default/referrals", message.Caller.ActorId);
        Assert.Equal(("referral", "r-1"), (facts.Type, facts.Id));
    }

    [Fact]
    public async Task Sends_nothing_of_a_transaction_that_was_rolled_back()
    {
        await using var journey = await Journey.StartAsync(broker, broker.TakeVirtualHost());
        await journey.SubmitAsync("rolled-back", commit: false);
        await journey.SubmitAsync("kept");
        await journey.HasNotifiedAsync(1);
        Assert.Equal("kept", Assert.Single(await journey.NotificationsAsync()).ReferralId);
    }

    [Fact]
    public async Task Holds_a_message_while_records_is_down()
    {
        await using var journey = await Journey.StartAsync(broker, broker.TakeVirtualHost());
        journey.Contacts.IsDown = true;
        await journey.SubmitAsync();
        await Eventually.True(() => journey.Authorization.Asked.Count >= 2, "the message is tried again");
        journey.Contacts.IsDown = false;
        await journey.HasNotifiedAsync(1);
        Assert.Empty(await journey.ParkedAsync());
    }

    [Fact]
    public async Task Acts_on_nothing_while_no_policy_is_active()
    {
        await using var journey = await Journey.StartAsync(broker, broker.TakeVirtualHost());
        journey.Authorization.Next = RecordingAuthorization.Answer.Unavailable;
        await journey.SubmitAsync();
        await Eventually.True(() => journey.Authorization.Asked.Count >= 2, "the message is tried again");
        Assert.Empty(await journey.NotificationsAsync());
        journey.Authorization.Next = RecordingAuthorization.Answer.Permit;
        await journey.HasNotifiedAsync(1);
    }

    [Fact]
    public async Task Has_no_effect_without_its_audit_event()
    {
        await using var journey = await Journey.StartAsync(broker, broker.TakeVirtualHost());
        journey.Authorization.Next = RecordingAuthorization.Answer.AuditFails;
        await journey.SubmitAsync();
        await Eventually.True(() => journey.Authorization.Asked.Count >= 2, "the message is tried again");
        Assert.Empty(await journey.NotificationsAsync());
        journey.Authorization.Next = RecordingAuthorization.Answer.Permit;
        await journey.HasNotifiedAsync(1);
    }

    [Fact]
    public async Task Parks_what_the_policy_denies_and_acts_on_it_after_an_operators_replay()
    {
        await using var journey = await Journey.StartAsync(broker, broker.TakeVirtualHost());
        journey.Authorization.Next = RecordingAuthorization.Answer.Deny;
        var id = await journey.SubmitAsync();
        var parked = await Eventually.Value(async () => (await journey.ParkedAsync()).SingleOrDefault(), "the message is parked");
        Assert.Equal((id.ToString("D"), nameof(MessageRefusal.Denied)), (parked.MessageId, parked.Reason));
        Assert.Empty(await journey.NotificationsAsync());

        journey.Authorization.Next = RecordingAuthorization.Answer.Permit;
        await using var scope = journey.Referrals.App.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<MessageDatabase>();
        Assert.True(await journey.Referrals.Get<Outbox>().ReplayAsync(database, id, TestContext.Current.CancellationToken));
        await journey.HasNotifiedAsync(1);
        await Eventually.True(async () => (await journey.ParkedAsync()).Count == 0, "the parked message is settled");
    }

    [Fact]
    public async Task Acts_once_on_an_event_that_is_replayed_needlessly()
    {
        await using var journey = await Journey.StartAsync(broker, broker.TakeVirtualHost());
        var id = await journey.SubmitAsync();
        await journey.HasNotifiedAsync(1);
        await using var scope = journey.Referrals.App.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<MessageDatabase>();
        Assert.True(await journey.Referrals.Get<Outbox>().ReplayAsync(database, id, TestContext.Current.CancellationToken));
        await journey.SubmitAsync("after");
        await journey.HasNotifiedAsync(2);
        Assert.Equal(["after", "r-1"], (await journey.NotificationsAsync()).Select(row => row.ReferralId).Order());
    }
}
