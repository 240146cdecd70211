using System.Globalization;
using System.Text.Json.Nodes;

namespace Platform.Cli.Labs.Policies;

/// <summary>
/// Everybody who should read a summary, and everybody who should not. Ids and organisations are new each time, so that a policy that knows some by heart
/// knows the wrong ones; an attack differs in one thing from a call that is allowed.
/// </summary>
internal sealed class SummaryCalls
{
    private const string ThirdParty = "[\"/emergencyContact\"]";
    private const string Nothing = "[]";
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();
    private readonly string patient = Guid.NewGuid().ToString();
    private readonly string practice = Organisation('A');
    private readonly string hospital = Organisation('R');

    public SummaryCalls()
    {
        Rightful = [.. Readers()];
        Attacks = [.. Attackers()];
    }

    public IReadOnlyList<SummaryCall> Rightful { get; }

    public IReadOnlyList<SummaryCall> Attacks { get; }

    public IEnumerable<SummaryCall> All => Rightful.Concat(Attacks);

    private IEnumerable<SummaryCall> Readers()
    {
        yield return Right("practice", "a GP of the practice where the patient is registered", Practice(), Nothing, "Registration is a relationship; the practice sees all of it.");
        yield return Right("other-practice", "a GP of another practice, for a patient of theirs", Practice(Guid.NewGuid().ToString(), Organisation('B')), Nothing,
            "Does the policy know ids or organisations by heart? Compare facts of the input with each other, never with a literal.");
        yield return Right("receiver", "a consultant to whom the patient is referred", Hospital(), ThirdParty,
            "A receiver may read, but what the patient said of somebody else stays with the practice: mask /emergencyContact.");
        yield return Right("other-receiver", "a consultant of another hospital, for a patient referred there", Hospital(Organisation('S')), ThirdParty,
            "Does the policy know a hospital by heart?");
        yield return Right("patient", "the patient, signed in as themselves", Themselves(patient), Nothing, "A patient has no care relationship with themselves; the id of the sign-in is the id of the record.");
    }

    private IEnumerable<SummaryCall> Attackers()
    {
        yield return Wrong("nobody", "nobody: no token at all", With(Practice(), input => input["subject"] = null), null, "This is the incident.");
        yield return Wrong("stranger", "a consultant of a hospital that has nothing to do with the patient", With(Hospital(), input => input["subject"]!["organisation"] = Organisation('Y')),
            "no_relationship", "The role is right and the relationship is somebody else's.");
        yield return Wrong("no-relationship", "a GP, for a patient whom nobody treats", With(Practice(), input => Relationships(input)),
            "no_relationship", "A role alone opens every record in the country.");
        yield return Wrong("ended", "a consultant whose referral ended yesterday", With(Hospital(), input => Relationships(input, Relation("referral-receiver", hospital, now.AddDays(-1)))),
            "no_relationship", "A relationship has an end. The library compares it with context.time.");
        yield return Wrong("unreadable-end", "a consultant whose relationship ends at no readable time", With(Hospital(), input =>
        {
            Relationships(input, Relation("referral-receiver", hospital, now));
            input["context"]!["relationship"]![0]!["until"] = 5;
        }), "no_relationship", "What cannot be read is not in force.");
        yield return Wrong("auditor", "an auditor of the practice", With(Practice(), input => Role(input, "auditor", "HOPERAT")), null, "The organisation is right, the role is not.");
        yield return Wrong("clerk", "booking staff of the hospital", With(Hospital(), input => Role(input, "booking-admin", "PATADMIN")), null, "The organisation is right, the role is not.");
        yield return Wrong("other-patient", "a patient, for somebody else's record", Themselves(Guid.NewGuid().ToString()), "no_relationship", "A patient reads their own record only.");
        yield return Wrong("posing", "a clinician whose user id happens to be the patient's id", With(Hospital(Organisation('Z')), input =>
        {
            Relationships(input);
            input["subject"]!["id"] = patient;
        }), "no_relationship", "Equal ids mean something only for somebody who signed in as a patient.");
        yield return Wrong("workload", "the right GP, through a workload that has no grant", With(Practice(), input => input["actor"]!["id"] = "spiffe://platform.local/ns/default/notifications"),
            null, "Two are asked about: the person, and the workload that carries the call.");
        yield return Wrong("other-domain", "the right GP, through a gateway of another trust domain", With(Practice(), input => input["actor"]!["id"] = "spiffe://elsewhere.example/ns/default/gateway"),
            null, "Everything of a SPIFFE id counts.");
        yield return Wrong("marketing", "the right GP, for marketing", With(Practice(), input => input["purpose"] = "HMARKT"), null, "A purpose is asked for, and checked.");
        yield return Wrong("weak-sign-in", "the right GP, signed in too weakly", With(Practice(), input => input["subject"]!["acr"] = "aal1"), null, "How well the user is known is part of the question.");
        yield return Wrong("inside", "a call from inside, with the gateway's certificate and no person", With(Hospital(), input =>
        {
            input["subject"] = null;
            Relationships(input);
        }), null, "Being inside the network is no permission.");
    }

    private static SummaryCall Right(string name, string who, JsonObject input, string mask, string lesson) => new(name, who, input, true, mask, lesson);

    private static SummaryCall Wrong(string name, string who, JsonObject input, string? reason, string lesson) => new(name, who, input, false, reason, lesson);

    private JsonObject Practice(string? of = null, string? at = null) =>
        Call("gp", at ?? practice, "TREAT", of ?? patient, Relation("registration", at ?? practice, null));

    private JsonObject Hospital(string? at = null) =>
        Call("consultant", at ?? hospital, "TREAT", patient, Relation("registration", practice, null), Relation("referral-receiver", at ?? hospital, now.AddDays(60)));

    private JsonObject Themselves(string id) => With(Call("patient", "self", "PATRQT", patient, Relation("registration", practice, null)), input => input["subject"]!["id"] = id);

    private JsonObject Call(string role, string organisation, string purpose, string id, params JsonObject[] relationships) => new()
    {
        ["subject"] = new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["roles"] = new JsonArray(role), ["organisation"] = organisation, ["acr"] = "aal2", ["authTime"] = Text(now.AddMinutes(-5)) },
        ["actor"] = new JsonObject { ["id"] = "spiffe://platform.local/ns/default/gateway" },
        ["action"] = SummaryPolicies.Action,
        ["resource"] = new JsonObject { ["type"] = "patient", ["id"] = id, ["labels"] = new JsonArray(), ["facts"] = new JsonObject() },
        ["purpose"] = purpose,
        ["context"] = new JsonObject
        {
            ["time"] = Text(now),
            ["traceId"] = Guid.NewGuid().ToString("N"),
            ["transport"] = "sidecar",
            ["relationship"] = new JsonArray([.. relationships]),
            ["breakGlass"] = null,
        },
    };

    private static JsonObject Relation(string kind, string organisation, DateTimeOffset? until) =>
        new() { ["kind"] = kind, ["organisation"] = organisation, ["until"] = until is { } end ? Text(end) : null };

    private static void Relationships(JsonObject input, params JsonObject[] relationships) => input["context"]!["relationship"] = new JsonArray([.. relationships]);

    private static void Role(JsonObject input, string role, string purpose)
    {
        input["subject"]!["roles"] = new JsonArray(role);
        input["purpose"] = purpose;
    }

    private static JsonObject With(JsonObject input, Action<JsonObject> change)
    {
        change(input);
        return input;
    }

    private static string Organisation(char kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{Random.Shared.Next(10_000, 99_999)}");

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
