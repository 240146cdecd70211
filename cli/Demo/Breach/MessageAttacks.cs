using System.Text;
using System.Text.Json.Nodes;
using Platform.Cli.SignIn;

namespace Platform.Cli.Demo.Breach;

/// <summary>
/// The broker and what listens behind it, attacked with the credentials of services. Whatever the broker takes must be parked with its reason by the consumer,
/// or have no second effect; that the consumer acts on proper events is shown by the journey before and by a submission after.
/// </summary>
internal sealed class MessageAttacks(
    JourneyFacts facts, HttpClient gateway, People people, OperatorWorkload producer, OperatorWorkload stranger, BrokerThief asProducer, BrokerThief asConsumer)
{
    private const string Route = "notifications referral-submitted";
    private const string Queue = "notifications";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Steals what it needs; null where the system does not show the environment of other processes.</summary>
    public static async Task<MessageAttacks?> PrepareAsync(PlatformUnderTest platform, JourneyFacts facts, HttpClient gateway, People people, CancellationToken cancellation)
    {
        const string Variable = "ConnectionStrings__messaging";
        if (platform.StolenSecret("referrals", Variable) is not { } producing || platform.StolenSecret("notifications", Variable) is not { } consuming)
            return null;
        var producer = await platform.VisitAsync("referrals", cancellation);
        var consumer = await platform.VisitAsync("notifications", cancellation);
        var stranger = await platform.VisitAsync("records", cancellation);
        return new MessageAttacks(facts, gateway, people, producer, stranger, new BrokerThief(producer, producing), new BrokerThief(consumer, consuming));
    }

    public IEnumerable<Attempt> Attempts() => [.. ForgedByOthers(), .. ClaimedUsers(), .. DefaultExchange(), .. Eavesdropping(), .. ForgedEnvelopes(), .. Replays()];

    /// <summary>Somebody else's event, published with the login of a service that only consumes it.</summary>
    public IEnumerable<Attempt> ForgedByOthers() => [AtBroker("forged by another service's user", [403], token => Publish(asConsumer, Proper(), token))];

    /// <summary>The broker's word for who published: claimed for somebody else, and left out.</summary>
    public IEnumerable<Attempt> ClaimedUsers() =>
    [
        AtBroker("another user's name claimed", [406], token => Publish(asProducer, Proper(), token, userId: "records")),
        AtConsumer("not vouched for by the broker", "BrokerUserMismatch", Proper(), vouched: false),
    ];

    /// <summary>Straight into a queue, past the exchange that its rights are about.</summary>
    public IEnumerable<Attempt> DefaultExchange() => Thieves.Select(thief =>
        AtBroker($"default exchange, by {thief.User}", [403], token => thief.PublishAsync(Proper(), "", Queue, thief.User, null, token)));

    /// <summary>Reading what is somebody else's: parked messages, a queue of one's own on another's exchange, another service's queue.</summary>
    public IEnumerable<Attempt> Eavesdropping() =>
    [
        .. Thieves.SelectMany(thief => new[]
        {
            AtBroker($"parked messages read, by {thief.User}", [403],
                token => thief.TryAsync(channel => channel.BasicGetAsync($"{Queue}_error", autoAck: false, token), token)),
            AtBroker($"eavesdropping queue, by {thief.User}", [403],
                token => thief.TryAsync(channel => channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true, cancellationToken: token), token)),
            AtBroker($"exchange rebound, by {thief.User}", [403],
                token => thief.TryAsync(channel => channel.QueueBindAsync(Queue, ForgedEvent.Exchange, "", cancellationToken: token), token)),
        }),
        AtBroker("queue of another service read", [403], token => asProducer.TryAsync(channel => channel.BasicGetAsync(Queue, autoAck: false, token), token)),
    ];

    /// <summary>What is published everywhere is copied to an exchange of its own where an operator has tracing on.</summary>
    public IEnumerable<Attempt> Tracing() => Thieves.Select(thief => AtBroker($"the broker's trace, by {thief.User}", [403],
        token => thief.TryAsync(channel => channel.QueueBindAsync(Queue, "amq.rabbitmq.trace", "#", cancellationToken: token), token)));

    /// <summary>The envelope that says who made a message and when.</summary>
    public IEnumerable<Attempt> ForgedEnvelopes() =>
    [
        AtConsumer("no envelope", "EnvelopeMissing", Unsigned()),
        AtConsumer("signed by another workload", "ProducerNotAllowed", Unsigned().SignedBy(stranger.Svid)),
        AtConsumer("body altered", "BodyAltered", Proper().Altered()),
        AtConsumer("envelope of another message", "BodyAltered", Unsigned() with { Envelope = Proper().Envelope }),
    ];

    /// <summary>A message that was acted on already, as it was and under a new outer id.</summary>
    public IEnumerable<Attempt> Replays() =>
    [
        new(Route, "broker", "replayed", [409], false, null, token => ReplayAsync(null, token)),
        new(Route, "broker", "replayed under a new outer id", [409], false, null, token => ReplayAsync(Guid.CreateVersion7(), token)),
    ];

    /// <summary>A message whose time has passed.</summary>
    public IEnumerable<Attempt> Expired() => [AtConsumer("expired", "Expired", Unsigned().SignedBy(producer.Svid, since: TimeSpan.FromSeconds(10), life: TimeSpan.FromSeconds(8)))];

    /// <summary>Bodies that are made to break or to drive the reader; each has a good envelope.</summary>
    public IEnumerable<Attempt> HostileBodies() =>
    [
        AtConsumer("two megabytes", "TooLarge", With(body => [.. body, .. Enumerable.Repeat((byte)' ', 2 << 20)])),
        AtConsumer("500 levels deep", "BodyInvalid", With(_ => Encoding.UTF8.GetBytes(new string('[', 500) + new string(']', 500)))),
        AtConsumer("no JSON", "BodyInvalid", With(_ => "<xml/>"u8.ToArray())),
        AtConsumer("an unknown type in the body", "BodyMismatch", With(body => Replaced(body, "ReferralSubmitted", "Unheard"))),
        AtConsumer("a type for the deserializer", "BodyInvalid", With(body => Replaced(body, "\"referralId\"", "\"$type\":\"System.Diagnostics.Process, System\",\"referralId\""))),
    ];

    private BrokerThief[] Thieves => [asProducer, asConsumer];

    private ForgedEvent With(Func<byte[], byte[]> change)
    {
        var unsigned = Unsigned();
        return (unsigned with { Body = change(unsigned.Body) }).SignedBy(producer.Svid);
    }

    private static byte[] Replaced(byte[] body, string from, string to) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace(from, to, StringComparison.Ordinal));

    /// <summary>A proper referral after the attacks must still reach the patient, or the consumer might have refused everything.</summary>
    public async Task ControlAsync(BreachRun run, CancellationToken cancellation)
    {
        if (!await StillActsAsync(cancellation))
            run.Add(BreachCampaign.NotAnswered(Route, "broker", "after", new Answer(null, "", false, "the patient was not told of a proper referral")));
    }

    /// <summary>Whether a proper referral still reaches the patient.</summary>
    public async Task<bool> StillActsAsync(CancellationToken cancellation)
    {
        var shot = DemoReferral.Shot("/fhir/$process-message", facts.NhsNumber);
        var submitted = await Answer.OfAsync(gateway, shot.To(gateway, people.Gp, "POST"), cancellation);
        var referral = submitted.IsSuccess ? DemoReferral.IdIn(submitted.Body) : null;
        return referral is not null && await WaitAsync(async () => await ToldAsync("referralId", referral, cancellation) == 1, cancellation);
    }

    private ForgedEvent Unsigned() => ForgedEvent.Submitted(Guid.CreateVersion7(), facts);

    private ForgedEvent Proper() => Unsigned().SignedBy(producer.Svid);

    private static Task<Answer> Publish(BrokerThief thief, ForgedEvent forged, CancellationToken cancellation, string? userId = null, Guid? outerId = null) =>
        thief.PublishAsync(forged, ForgedEvent.Exchange, "", userId ?? thief.User, outerId, cancellation);

    private static Attempt AtBroker(string identity, int[] codes, Func<CancellationToken, Task<Answer>> send) =>
        new(Route, "broker", identity, codes, false, null, send);

    private Attempt AtConsumer(string identity, string reason, ForgedEvent forged, bool vouched = true) =>
        new(Route, "broker", identity, [422], false, null, token => ParkedAsync(reason, forged, vouched, token));

    // 422: parked for the reason. 202: the broker took it and the patient was told, which is the leak.
    private async Task<Answer> ParkedAsync(string reason, ForgedEvent forged, bool vouched, CancellationToken cancellation)
    {
        var taken = await asProducer.PublishAsync(forged, ForgedEvent.Exchange, "", vouched ? asProducer.User : null, null, cancellation);
        if (taken.Status != 202)
            return taken with { Status = null, Failure = $"the broker did not take it: {taken.Failure}" };
        string? parked = null;
        var told = 0;
        await WaitAsync(async () =>
            (parked = await ReasonAsync(forged.Fingerprint, cancellation)) is not null || (told = await ToldAsync("eventId", forged.Id.ToString("D"), cancellation)) > 0, cancellation);
        return told > 0 ? taken
            : parked == reason ? new Answer(422, "", false, null)
            : new Answer(null, "", false, parked is null ? "neither parked nor acted on" : $"parked as {parked}, not as {reason}");
    }

    // The event of which the patient was told already, signed anew by its own producer. What is sent behind it has been parked when it was passed over.
    private async Task<Answer> ReplayAsync(Guid? outerId, CancellationToken cancellation)
    {
        var replay = ForgedEvent.Submitted(Guid.Parse(facts.EventId), facts).SignedBy(producer.Svid);
        var taken = await Publish(asProducer, replay, cancellation, outerId: outerId);
        if (taken.Status != 202)
            return taken with { Status = null, Failure = $"the broker did not take it: {taken.Failure}" };
        var behind = await ParkedAsync("EnvelopeMissing", Unsigned(), vouched: true, cancellation);
        if (behind.Status != 422)
            return behind;
        return await ToldAsync("eventId", facts.EventId, cancellation) == 1 ? new Answer(409, "", false, null) : taken;
    }

    private async Task<string?> ReasonAsync(string fingerprint, CancellationToken cancellation) =>
        (await ItemsAsync("/parked", people.Operations, cancellation))
            .Where(message => (string?)message["fingerprint"] == fingerprint).Select(message => (string?)message["reason"]).FirstOrDefault();

    private async Task<int> ToldAsync(string member, string value, CancellationToken cancellation) =>
        (await ItemsAsync("/messages", people.Gp, cancellation)).Count(message => (string?)message[member] == value);

    private async Task<IEnumerable<JsonNode>> ItemsAsync(string path, PersonaSession person, CancellationToken cancellation)
    {
        var answer = await Answer.OfAsync(gateway, new Shot(path).To(gateway, person, "GET"), cancellation);
        return answer.IsSuccess ? JsonNode.Parse(answer.Body)!["items"]!.AsArray().Select(item => item!) : [];
    }

    private static async Task<bool> WaitAsync(Func<Task<bool>> isSo, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await isSo())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Patience)
                return false;
            await Task.Delay(Pause, cancellation);
        }
        return true;
    }
}
