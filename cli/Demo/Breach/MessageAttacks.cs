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

    public IEnumerable<Attempt> Attempts()
    {
        yield return AtBroker("forged by another service's user", [403], token => Publish(asConsumer, Proper(), token));
        yield return AtBroker("another user's name claimed", [406], token => Publish(asProducer, Proper(), token, userId: "records"));
        foreach (var thief in new[] { asProducer, asConsumer })
        {
            yield return AtBroker($"default exchange, by {thief.User}", [403],
                token => thief.PublishAsync(Proper(), "", Queue, thief.User, null, token));
            yield return AtBroker($"parked messages read, by {thief.User}", [403],
                token => thief.TryAsync(channel => channel.BasicGetAsync($"{Queue}_error", autoAck: false, token), token));
            yield return AtBroker($"eavesdropping queue, by {thief.User}", [403],
                token => thief.TryAsync(channel => channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true, cancellationToken: token), token));
            yield return AtBroker($"exchange rebound, by {thief.User}", [403],
                token => thief.TryAsync(channel => channel.QueueBindAsync(Queue, ForgedEvent.Exchange, "", cancellationToken: token), token));
        }
        yield return AtBroker("queue of another service read", [403],
            token => asProducer.TryAsync(channel => channel.BasicGetAsync(Queue, autoAck: false, token), token));

        yield return AtConsumer("no envelope", "EnvelopeMissing", Unsigned());
        yield return AtConsumer("signed by another workload", "ProducerNotAllowed", Unsigned().SignedBy(stranger.Svid));
        yield return AtConsumer("body altered", "BodyAltered", Proper().Altered());
        yield return AtConsumer("envelope of another message", "BodyAltered", Unsigned() with { Envelope = Proper().Envelope });
        yield return AtConsumer("not vouched for by the broker", "BrokerUserMismatch", Proper(), vouched: false);
        yield return new Attempt(Route, "broker", "replayed", [409], false, null, token => ReplayAsync(null, token));
        yield return new Attempt(Route, "broker", "replayed under a new outer id", [409], false, null, token => ReplayAsync(Guid.CreateVersion7(), token));
    }

    /// <summary>A proper referral after the attacks must still reach the patient, or the consumer might have refused everything.</summary>
    public async Task ControlAsync(BreachRun run, CancellationToken cancellation)
    {
        var shot = DemoReferral.Shot("/fhir/$process-message", facts.NhsNumber);
        var submitted = await Answer.OfAsync(gateway, shot.To(gateway, people.Gp, "POST"), cancellation);
        var referral = submitted.IsSuccess ? DemoReferral.IdIn(submitted.Body) : null;
        var told = referral is not null && await WaitAsync(async () => await ToldAsync("referralId", referral, cancellation) == 1, cancellation);
        if (!told)
            run.Add(BreachCampaign.NotAnswered(Route, "broker", "after", submitted));
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
