using System.Text;
using Platform.Contracts.Referrals;
using Platform.Messaging.Tests.Fixtures;
using Platform.ServiceDefaults.Messaging;
using Platform.Testing;
using RabbitMQ.Client.Exceptions;

namespace Platform.Messaging.Tests;

/// <summary>Each attack is followed by a proper event, which must arrive: a consumer that takes nothing would pass every attack.</summary>
[Trait("requirement", "MS-01")]
[Trait("requirement", "MS-02")]
[Trait("requirement", "MS-03")]
[Trait("requirement", "MS-04")]
[Trait("requirement", "MS-06")]
public sealed class Attacks(BrokerServer broker) : IAsyncDisposable
{
    private readonly Guid id = Guid.CreateVersion7();
    private readonly string virtualHost = broker.TakeVirtualHost();
    private Journey? journey;

    [Fact]
    public async Task The_control_signed_by_referrals_and_sent_by_its_user_is_acted_on()
    {
        var body = Attacker.Body(id, Journey.Submitted());
        await SendAsync(body, Attacker.Sign(broker, "referrals", id, body));
        await journey!.HasNotifiedAsync(1);
    }

    [Fact]
    public async Task An_event_with_the_brokers_credentials_of_referrals_but_signed_by_another_workload_is_parked()
    {
        var body = Attacker.Body(id, Journey.Submitted());
        await IsParkedAsync(body, Attacker.Sign(broker, "records", id, body), MessageRefusal.ProducerNotAllowed);
    }

    [Fact]
    public async Task An_event_signed_by_a_stranger_is_parked()
    {
        using var stranger = new FakeCertificateAuthority();
        var svid = new WorkloadIdentity.Svid(WorkloadIdentity.SpiffeId.ForWorkload("platform.local", "default", "referrals"),
            stranger.Issue(["spiffe://platform.local/ns/default/referrals"]), []);
        var body = Attacker.Body(id, Journey.Submitted());
        var envelope = new EnvelopeSigner(() => svid, TimeProvider.System).Sign(id, Attacker.SubmittedUrn, TimeSpan.FromHours(1), Journey.Claims, body);
        await IsParkedAsync(body, envelope, MessageRefusal.ProducerUntrusted);
    }

    [Fact]
    public async Task An_altered_body_is_parked()
    {
        var body = Attacker.Body(id, Journey.Submitted());
        var envelope = Attacker.Sign(broker, "referrals", id, body);
        body[^5] ^= 1;
        await IsParkedAsync(body, envelope, MessageRefusal.BodyAltered);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("garbage")]
    public async Task Another_content_type_does_not_get_around_the_verification(string contentType)
    {
        var body = Attacker.Body(id, Journey.Submitted());
        var envelope = Attacker.Sign(broker, "referrals", id, body);
        body[^5] ^= 1;
        await IsParkedAsync(body, envelope, MessageRefusal.BodyAltered, contentType: contentType);
    }

    [Fact]
    public async Task An_event_without_envelope_is_parked() =>
        await IsParkedAsync(Attacker.Body(id, Journey.Submitted()), null, MessageRefusal.EnvelopeMissing);

    [Fact]
    public async Task An_envelope_with_alg_none_is_parked()
    {
        var body = Attacker.Body(id, Journey.Submitted());
        var parts = Attacker.Sign(broker, "referrals", id, body).Split('.');
        var header = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"msg+jwt"}""")).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        await IsParkedAsync(body, $"{header}.{parts[1]}.{parts[2]}", MessageRefusal.EnvelopeMalformed);
    }

    [Fact]
    public async Task A_changed_claim_is_parked()
    {
        var body = Attacker.Body(id, Journey.Submitted());
        var (mine, other) = (Attacker.Sign(broker, "referrals", id, body).Split('.'), Attacker.Sign(broker, "referrals", Guid.NewGuid(), body).Split('.'));
        await IsParkedAsync(body, $"{mine[0]}.{other[1]}.{mine[2]}", MessageRefusal.SignatureInvalid);
    }

    [Fact]
    public async Task An_expired_event_is_parked()
    {
        var body = Attacker.Body(id, Journey.Submitted());
        var yesterday = new ManualClock(TimeProvider.System.GetUtcNow().AddHours(-25));
        await IsParkedAsync(body, Attacker.Sign(broker, "referrals", id, body, clock: yesterday), MessageRefusal.Expired);
    }

    [Fact]
    public async Task An_event_that_claims_to_live_for_a_year_is_parked()
    {
        var body = Attacker.Body(id, Journey.Submitted());
        await IsParkedAsync(body, Attacker.Sign(broker, "referrals", id, body, lifetime: TimeSpan.FromDays(365)), MessageRefusal.LifetimeUnacceptable);
    }

    [Fact]
    public async Task An_event_from_the_future_is_parked()
    {
        var body = Attacker.Body(id, Journey.Submitted());
        var tomorrow = new ManualClock(TimeProvider.System.GetUtcNow().AddDays(1));
        await IsParkedAsync(body, Attacker.Sign(broker, "referrals", id, body, clock: tomorrow), MessageRefusal.LifetimeUnacceptable);
    }

    [Fact]
    public async Task An_event_that_the_broker_does_not_vouch_for_is_parked()
    {
        var body = Attacker.Body(id, Journey.Submitted());
        await IsParkedAsync(body, Attacker.Sign(broker, "referrals", id, body), MessageRefusal.BrokerUserMismatch, userId: null);
    }

    [Fact]
    public async Task A_type_that_nobody_consumes_is_parked()
    {
        var body = Attacker.Body(id, Journey.Submitted(), "urn:message:Platform:Gadget");
        await IsParkedAsync(body, Attacker.Sign(broker, "referrals", id, body, "urn:message:Platform:Gadget"), MessageRefusal.TypeUnexpected);
    }

    [Fact]
    public async Task A_body_of_another_type_than_the_envelopes_is_parked()
    {
        var body = Attacker.Body(id, Journey.Submitted(), MassTransit.MessageUrn.ForTypeString(typeof(ReferralBooked)));
        await IsParkedAsync(body, Attacker.Sign(broker, "referrals", id, body), MessageRefusal.BodyMismatch);
    }

    [Fact]
    public async Task A_body_with_another_id_than_the_envelopes_is_parked()
    {
        var body = Attacker.Body(Guid.NewGuid(), Journey.Submitted());
        await IsParkedAsync(body, Attacker.Sign(broker, "referrals", id, body), MessageRefusal.BodyMismatch);
    }

    [Fact]
    public async Task A_body_of_500_levels_is_parked()
    {
        var body = Encoding.UTF8.GetBytes(new string('[', 500) + new string(']', 500));
        await IsParkedAsync(body, Attacker.Sign(broker, "referrals", id, body), MessageRefusal.BodyInvalid);
    }

    [Theory]
    [InlineData("\"$type\":\"System.Diagnostics.Process, System\",")]
    [InlineData("\"$ref\":\"1\",")]
    [InlineData("\"referralId\":\"another\",")]
    public async Task A_body_with_a_member_for_the_deserializer_or_twice_is_parked(string member)
    {
        var plain = Encoding.UTF8.GetString(Attacker.Body(id, Journey.Submitted()));
        var body = Encoding.UTF8.GetBytes(plain.Replace("\"referralId\"", member + "\"referralId\"", StringComparison.OrdinalIgnoreCase));
        Assert.True(body.Length > plain.Length, plain);
        await IsParkedAsync(body, Attacker.Sign(broker, "referrals", id, body), MessageRefusal.BodyInvalid);
    }

    [Fact]
    public async Task An_oversized_body_is_parked()
    {
        var body = new byte[EnvelopeVerifier.BodyBytesMax + 1];
        await IsParkedAsync(body, Attacker.Sign(broker, "referrals", id, body), MessageRefusal.TooLarge);
    }

    [Fact]
    public async Task A_replay_has_no_second_effect_under_the_same_or_a_new_outer_id()
    {
        var body = Attacker.Body(id, Journey.Submitted());
        var envelope = Attacker.Sign(broker, "referrals", id, body);
        await SendAsync(body, envelope);
        await journey!.HasNotifiedAsync(1);
        await SendAsync(body, envelope);
        await SendAsync(body, envelope, outerId: Guid.NewGuid());
        await ControlArrivesAsync(2);
        Assert.Equal(2, (await journey.NotificationsAsync()).Count);
        Assert.Empty(await journey.ParkedAsync());
    }

    [Fact]
    public async Task What_a_message_holds_lies_in_the_brokers_files_so_that_a_search_for_a_canary_would_find_it()
    {
        var canary = $"Canary-{Guid.NewGuid():N}";
        Assert.False(broker.Keeps(canary));
        await IsParkedAsync(Attacker.Body(id, Journey.Submitted(canary)), null, MessageRefusal.EnvelopeMissing);
        await Eventually.True(() => broker.Keeps(canary), "the broker has written it");
    }

    [Fact]
    public async Task A_users_own_right_ends_at_its_own_exchanges()
    {
        await using var attacker = await Attacker.AsAsync(broker, virtualHost, "notifications", "notifications");
        var body = Attacker.Body(id, Journey.Submitted());
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() =>
            attacker.PublishAsync(Attacker.SubmittedExchange, "", body, Attacker.Sign(broker, "notifications", id, body), id, "notifications"));
        AssertRefused(attacker, refusal, 403);
    }

    [Theory]
    [InlineData("referrals")]
    [InlineData("notifications")]
    public async Task The_default_exchange_is_closed(string user)
    {
        await using var attacker = await Attacker.AsAsync(broker, virtualHost, user, user);
        var body = Attacker.Body(id, Journey.Submitted());
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() =>
            attacker.PublishAsync("", "notifications", body, Attacker.Sign(broker, "referrals", id, body), id, user));
        AssertRefused(attacker, refusal, 403);
    }

    [Fact]
    public async Task Another_users_name_cannot_be_claimed()
    {
        await using var attacker = await Attacker.AsAsync(broker, virtualHost, "referrals", "referrals");
        var body = Attacker.Body(id, Journey.Submitted());
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() =>
            attacker.PublishAsync(Attacker.SubmittedExchange, "", body, Attacker.Sign(broker, "referrals", id, body), id, "records"));
        AssertRefused(attacker, refusal, 406);
    }

    [Fact]
    public async Task Nobody_eavesdrops_or_reads_what_is_parked()
    {
        await using var attacker = await Attacker.AsAsync(broker, virtualHost, "referrals", "referrals");
        await Assert.ThrowsAnyAsync<OperationInterruptedException>(() => attacker.TakeAsync("notifications"));
        await using var consumer = await Attacker.AsAsync(broker, virtualHost, "notifications", "notifications");
        await Assert.ThrowsAnyAsync<OperationInterruptedException>(() => consumer.TakeAsync("notifications_error"));
        await using var binder = await Attacker.AsAsync(broker, virtualHost, "notifications", "notifications");
        await Assert.ThrowsAnyAsync<OperationInterruptedException>(() =>
            binder.Channel.QueueBindAsync("notifications", Attacker.SubmittedExchange, "", cancellationToken: TestContext.Current.CancellationToken));
        await using var declarer = await Attacker.AsAsync(broker, virtualHost, "referrals", "referrals");
        await Assert.ThrowsAnyAsync<OperationInterruptedException>(() => declarer.Channel.QueueDeclareAsync("mine", true, false, false, cancellationToken: TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        if (journey is not null)
            await journey.DisposeAsync();
    }

    private static void AssertRefused(Attacker attacker, Exception refusal, int code) =>
        Assert.Equal(code, (int?)((refusal as OperationInterruptedException)?.ShutdownReason ?? attacker.Channel.CloseReason)?.ReplyCode);

    private async Task SendAsync(byte[] body, string? envelope, Guid? outerId = null, string? userId = "referrals", string contentType = "application/vnd.masstransit+json")
    {
        journey ??= await Journey.StartAsync(broker, virtualHost);
        await using var attacker = await Attacker.AsAsync(broker, virtualHost, "referrals", "records");
        await attacker.PublishAsync(Attacker.SubmittedExchange, "", body, envelope, outerId ?? id, userId, contentType);
    }

    private async Task IsParkedAsync(byte[] body, string? envelope, MessageRefusal reason, string? userId = "referrals", string contentType = "application/vnd.masstransit+json")
    {
        await SendAsync(body, envelope, userId: userId, contentType: contentType);
        await using var operation = await Attacker.AsAsync(broker, virtualHost, "operator", "notifications");
        var parked = await Eventually.Value(() => operation.TakeAsync("notifications_error"), "the broker parks the message");
        Assert.Equal(body, parked.Body.ToArray());
        Assert.DoesNotContain(parked.BasicProperties.Headers!.Keys, name => name.StartsWith("MT-Fault", StringComparison.Ordinal));
        var row = Assert.Single(await journey!.ParkedAsync());
        Assert.Equal(reason.ToString(), row.Reason);
        Assert.Empty(journey.Authorization.Asked);
        await ControlArrivesAsync(1);
    }

    private async Task ControlArrivesAsync(int notifications)
    {
        await journey!.SubmitAsync("control");
        await journey.HasNotifiedAsync(notifications);
    }
}
