using System.Text.Json.Nodes;
using Platform.Cli.Demo.Breach;
using Platform.Cli.SignIn;

namespace Platform.Cli.Demo;

/// <summary>
/// The story of one referral, through the gateway alone: a GP finds a patient of theirs, refers them, the hospital's consultant reads record and note with
/// what is not theirs masked, and a consultant of another hospital finds nothing.
/// </summary>
internal sealed class Journey(HttpClient gateway, People people, Story story)
{
    private readonly PersonaSession gp = people.Gp;
    private readonly PersonaSession consultant = people.Consultant;
    private const string NobodyRefused = "the hospital's consultant can read every patient of the practice, related or not";
    private readonly List<string> problems = [];

    public const string Title = "A referral, from the practice to the clinic";

    private static readonly TimeSpan MessagePatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MessagePause = TimeSpan.FromMilliseconds(200);

    /// <summary>The trace in which the referral was submitted.</summary>
    public string TraceId { get; private set; } = "";

    /// <summary>What must not have happened and did: somebody was answered, or saw what is masked. The story goes on, so that the breach can tell more.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Plays it.</summary>
    /// <exception cref="DemoException">A step that the next ones need did not succeed.</exception>
    public async Task<JourneyFacts> PlayAsync(CancellationToken cancellation)
    {
        story.Chapter(Title);
        var patientId = await ChooseAsync(cancellation);
        var own = await AskAsync(gp, new Shot($"/patients/{patientId}"), "GET", 200, cancellation);
        var nhsNumber = (string)own["nhsNumber"]!;
        var family = (string)own["name"]!["family"]!;
        story.Step($"The GP opens the record of {(string?)own["name"]!["given"]![0]} {family}, a patient of the practice", "GET /patients/{id}", 200);

        if (!problems.Contains(NobodyRefused))
            story.Step("The hospital's consultant has nothing to do with the patient yet: not there", "GET /patients/{id}", 404);

        var referralId = await SubmitAsync(nhsNumber, remember: true, cancellation);
        story.Step($"The GP refers the patient to the hospital; referral {referralId}", "POST /fhir/$process-message", 200);

        var eventId = await ToldAsync(referralId, "referral-submitted", cancellation);
        story.Step("The patient is told, by a message that says nothing of why; it went over the broker, signed", "GET /messages", 200);

        var listed = await AskAsync(consultant, new Shot("/referrals"), "GET", 200, cancellation);
        var mine = await FindReferralAsync(listed, referralId, cancellation);
        story.Step($"The consultant finds it in the list: {mine}", "GET /referrals", 200);

        var record = await AskAsync(consultant, new Shot($"/patients/{patientId}"), "GET", 200, cancellation);
        Masked(own, record, "emergencyContact");
        story.Step("The consultant reads the record; the emergency contact, who is somebody else, is masked", "GET /patients/{id}", 200);

        var (noteId, noteText) = await ReadNoteAsync(patientId, cancellation);
        story.Step("… and a note, without what a third party said", "GET /patients/{id}/notes/{noteId}", 200);

        await AskAsync(people.Nurse, Shot.Json($"/referrals/{referralId}/triage/accept", new JsonObject { ["comment"] = "Accepted." }), "POST", 200, cancellation);
        await ToldAsync(referralId, "referral-accepted", cancellation);
        story.Step("The nurse accepts it in triage; the patient is told", "POST /referrals/{id}/triage/accept", 200);

        var start = TimeProvider.System.GetUtcNow().AddDays(7).ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
        await AskAsync(people.Booking, Shot.Json($"/referrals/{referralId}/book", new JsonObject { ["start"] = start, ["location"] = "Clinic 1" }), "POST", 200, cancellation);
        await ToldAsync(referralId, "referral-booked", cancellation);
        story.Step("The booking office books; the patient is told", "POST /referrals/{id}/book", 200);
        var refused = await RefusedAsync(people.Booking, new Shot($"/patients/{patientId}"), 403, "the booking office's reading of the record", cancellation);
        if (refused)
            story.Step("… who books does not read the record", "GET /patients/{id}", 403);
        var decisionId = await ExplainAsync("booking-admin", refused ? MessagePatience : TimeSpan.Zero, cancellation);
        await ReadOwnAsync(patientId, referralId, cancellation);

        var stranger = await SendAsync(people.Unrelated, new Shot($"/patients/{patientId}"), "GET", cancellation);
        var nobody = await SendAsync(people.Unrelated, new Shot($"/patients/{Guid.NewGuid()}"), "GET", cancellation);
        if (Refused(stranger, "the unrelated consultant's reading") & Refused(nobody, "the reading of a patient who does not exist"))
            story.Step("A consultant of another hospital gets the same answer as for somebody who does not exist", "GET /patients/{id}", 404);

        var usedUp = await SubmitAsync(nhsNumber, remember: false, cancellation);
        return new JourneyFacts(patientId, nhsNumber, family, noteId, noteText, usedUp, eventId, "") { DecisionId = decisionId };
    }

    /// <summary>An operator finds the refusal of somebody with a role in the decision log, and learns which expression refused.</summary>
    private async Task<string> ExplainAsync(string role, TimeSpan patience, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var page = await AskAsync(people.Operations, new Shot("/decisions?outcome=deny&action=records.patient.read"), "GET", 200, cancellation);
            var found = page["items"]!.AsArray().FirstOrDefault(item => item!["event"]!["input"]!["subject"]!["roles"]!.AsArray().Any(has => (string?)has == role));
            if ((string?)found?["decisionId"] is { } id)
            {
                var why = await AskAsync(people.Operations, new Shot($"/decisions/{id}/why"), "GET", 200, cancellation);
                if (why["answer"]?["candidates"]?[0]?["failing"]?[0]?["text"] is null)
                    Problem($"nothing explains the refusal of {role}: {why["note"]}");
                story.Step("… and an operator learns which expression refused, without learning who it was", "GET /decisions/{id}/why", 200);
                return id;
            }

            if (TimeProvider.System.GetElapsedTime(started) > patience)
            {
                // The attacks must go on to find what else is open; they need a decision that exists.
                Problem($"the refusal of {role} was not in the decision log within {patience.TotalSeconds:0} s");
                var any = await AskAsync(people.Operations, new Shot("/decisions"), "GET", 200, cancellation);
                return (string?)any["items"]!.AsArray().FirstOrDefault()?["decisionId"] ?? throw new DemoException("the decision log is empty");
            }

            await Task.Delay(MessagePause, cancellation);
        }
    }

    /// <summary>
    /// A patient of the practice whom the hospital does not know yet, so that the demo can be played again on the same state; the one who can sign in first.
    /// </summary>
    private async Task<string> ChooseAsync(CancellationToken cancellation)
    {
        if ((await SendAsync(consultant, new Shot($"/patients/{people.Patient.Subject}"), "GET", cancellation)).Status == 404)
            return people.Patient.Subject;
        string? first = null;
        string? after = null;
        do
        {
            var page = await AskAsync(gp, Shot.Json("/patients/search", new JsonObject { ["after"] = after }), "POST", 200, cancellation);
            foreach (var id in page["items"]!.AsArray().Select(item => (string)item!["id"]!))
            {
                first ??= id;
                if ((await SendAsync(consultant, new Shot($"/patients/{id}"), "GET", cancellation)).Status == 404)
                    return id;
            }
            after = (string?)page["next"];
        }
        while (after is not null);
        Problem(NobodyRefused);
        return first ?? throw new DemoException("the GP has no patients");
    }

    private async Task<string> SubmitAsync(string nhsNumber, bool remember, CancellationToken cancellation)
    {
        var shot = DemoReferral.Shot("/fhir/$process-message", nhsNumber);
        using var request = shot.To(gateway, gp, "POST");
        using var response = await gateway.SendAsync(request, cancellation);
        var body = await response.Content.ReadAsStringAsync(cancellation);
        if ((int)response.StatusCode != 200)
            throw new DemoException($"the referral was answered {(int)response.StatusCode}: {body}");
        if (remember)
            TraceId = Traces.IdOf(response) ?? throw new DemoException("the gateway's answer names no trace (header traceresponse)");
        return DemoReferral.IdIn(body) ?? throw new DemoException("the answer holds no ServiceRequest with an id");
    }

    /// <summary>Waits until the patient was told, exactly once, and returns the id of the event that led to it.</summary>
    private async Task<string> ToldAsync(string referralId, string template, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var page = await AskAsync(gp, new Shot("/messages"), "GET", 200, cancellation);
            var told = page["items"]!.AsArray()
                .Where(message => (string?)message!["referralId"] == referralId && (string?)message["template"] == template).ToList();
            if (told.Count == 1)
                return (string)told[0]!["eventId"]!;
            if (told.Count > 1)
                throw new DemoException($"the patient was told {told.Count} times ({template})");
            if (TimeProvider.System.GetElapsedTime(started) > MessagePatience)
                throw new DemoException($"the patient was not told within {MessagePatience.TotalSeconds:0} s ({template})");
            await Task.Delay(MessagePause, cancellation);
        }
    }

    /// <summary>The patient who can sign in reads what is theirs: their record, and in their inbox what they were told of this referral if it is about them.</summary>
    private async Task ReadOwnAsync(string patientId, string referralId, CancellationToken cancellation)
    {
        var self = people.Patient.Subject;
        await AskAsync(people.Patient, new Shot($"/patients/{self}"), "GET", 200, cancellation);
        story.Step("A patient reads their own record", "GET /patients/{id}", 200);
        var inbox = await AskAsync(people.Patient, new Shot("/messages"), "GET", 200, cancellation);
        var messages = inbox["items"]!.AsArray();
        if (messages.Any(message => (string?)message!["patientId"] != self))
            Problem("the patient's inbox holds what somebody else was told");
        var told = messages.Count(message => (string?)message!["referralId"] == referralId);
        if (patientId == self && told != 3)
            Problem($"the patient finds {told} messages about the referral, expected 3");
        story.Step($"… and their inbox: {messages.Count} messages, all theirs", "GET /messages", 200);
        var other = patientId == self ? Guid.NewGuid().ToString("D") : patientId;
        await RefusedAsync(people.Patient, new Shot($"/patients/{other}"), 404, "the patient's reading of somebody else", cancellation);
    }

    private async Task<bool> RefusedAsync(PersonaSession person, Shot shot, int expected, string what, CancellationToken cancellation)
    {
        var answer = await SendAsync(person, shot, "GET", cancellation);
        if (answer.Status != expected)
            Problem($"{what} was answered {answer}, expected {expected}");
        return answer.Status == expected;
    }

    private async Task<string> FindReferralAsync(JsonNode page, string referralId, CancellationToken cancellation)
    {
        while (true)
        {
            if (page["items"]!.AsArray().FirstOrDefault(item => (string?)item!["id"] == referralId) is { } mine)
                return $"{(string?)mine["reference"]}, {(string?)mine["state"]}";
            if ((string?)page["next"] is not { } next)
                throw new DemoException("the referral is not in the consultant's list");
            page = await AskAsync(consultant, new Shot($"/referrals?after={next}"), "GET", 200, cancellation);
        }
    }

    private async Task<(string Id, string Text)> ReadNoteAsync(string patientId, CancellationToken cancellation)
    {
        var notes = await AskAsync(consultant, new Shot($"/patients/{patientId}/notes"), "GET", 200, cancellation);
        var noteId = (string?)notes["items"]!.AsArray().FirstOrDefault(note => (string?)note!["kind"] == "consultation" && note["labels"]!.AsArray().Count == 0)?["id"]
            ?? throw new DemoException("the patient has no note that the consultant may read");
        var full = await AskAsync(gp, new Shot($"/patients/{patientId}/notes/{noteId}"), "GET", 200, cancellation);
        var masked = await AskAsync(consultant, new Shot($"/patients/{patientId}/notes/{noteId}"), "GET", 200, cancellation);
        Masked(full, masked, "thirdPartyInformation");
        return (noteId, (string)full["text"]!);
    }

    private void Masked(JsonNode whole, JsonNode masked, string field)
    {
        if (whole[field] is null)
            throw new DemoException($"the practice itself does not see {field}, so that masking it proves nothing");
        if (masked[field] is not null)
            Problem($"{field} reached the consultant");
    }

    private bool Refused(Answer answer, string what)
    {
        if (answer.Status == 404)
            return true;
        Problem($"{what} was answered {answer}, expected 404");
        return false;
    }

    private void Problem(string what)
    {
        problems.Add(what);
        story.Bad(what);
    }

    private async Task<JsonNode> AskAsync(PersonaSession person, Shot shot, string method, int expected, CancellationToken cancellation)
    {
        var answer = await SendAsync(person, shot, method, cancellation);
        Expect(answer, expected, $"{method} {shot.Path} as {person.Persona}");
        return JsonNode.Parse(answer.Body)!;
    }

    private async Task<Answer> SendAsync(PersonaSession person, Shot shot, string method, CancellationToken cancellation) =>
        await Answer.OfAsync(gateway, shot.To(gateway, person, method), cancellation);

    private static void Expect(Answer answer, int expected, string what)
    {
        if (answer.Status != expected)
            throw new DemoException($"{what} was answered {answer}, expected {expected}: {answer.Body}");
    }
}
