using Platform.Rego.AspNetCore;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Domain;

/// <summary>A person as Identity would have said, chosen by a header where identity is not what a test is about.</summary>
internal sealed record TestPerson(string Id, string Role, string Organisation, string Acr = "aal2")
{
    public const string Header = "test-person";
    public const string ActorHeader = "test-actor";

    public static readonly TestPerson Gp = new("gp", "gp", "A81001");
    public static readonly TestPerson OtherGp = new("other-gp", "gp", "B82003");
    public static readonly TestPerson Consultant = new("consultant", "consultant", "RXX01");
    public static readonly TestPerson StrongConsultant = new("strong-consultant", "consultant", "RXX01", "aal3");
    public static readonly TestPerson PharmacyConsultant = new("pharmacist", "consultant", "RYE");
    public static readonly TestPerson Unrelated = new("unrelated", "consultant", "RYY02");
    public static readonly TestPerson Auditor = new("auditor", "auditor", "X26");

    private static readonly TestPerson[] All = [Gp, OtherGp, Consultant, StrongConsultant, PharmacyConsultant, Unrelated, Auditor];

    public static TestPerson? Of(string id) => All.SingleOrDefault(person => person.Id == id);

    public static SpiffeId Workload(string appId) => SpiffeId.ForWorkload("platform.local", "default", appId);

    public ValidatedCaller Through(string appId, DateTimeOffset now) =>
        new(new CallerSubject(Id, [Role], Organisation, Acr, now.AddMinutes(-1)), Workload(appId), $"jti-{Id}", $"sid-{Id}", now.AddMinutes(5));

    public static PolicyCaller ForPolicy(ValidatedCaller caller) => new(
        new PolicySubject(caller.Subject!.Id, caller.Subject.Roles, caller.Subject.Organisation, caller.Subject.Acr, caller.Subject.AuthTime),
        caller.Actor.ToString(),
        caller.TokenId,
        "sidecar");
}
