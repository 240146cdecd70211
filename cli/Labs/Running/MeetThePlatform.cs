using Platform.Cli.Audit;
using Platform.Cli.Demo;
using Platform.Cli.SignIn;

namespace Platform.Cli.Labs.Running;

/// <summary>Lab 1: what runs, who may ask what, and who asked. The grader asks the running platform the same, so there is no list of right answers.</summary>
internal sealed class MeetThePlatform : Lab
{
    /// <summary>A synthetic patient of the practice A81001.</summary>
    private const string Patient = "2e2fc27d-b1f2-d205-99d8-a3d85ab76a62";

    private const string Nobodys = "9a5b2f0e-1111-4222-8333-944476591900";

    public override int Number => 1;
    public override string Name => "meet-the-platform";
    public override string Title => "Meet the platform: what runs, who may, and who asked";
    public override int Minutes => 30;
    public override bool NeedsPlatform => true;
    public override string FirstStep(LabFolder folder) => "run the platform in a second terminal: ./platform up";

    public override void SetUp(LabFolder folder) => LabAnswers.Write(folder, new Answers("", 0, 0, 0, 0, ""));

    public override async Task CheckAsync(LabFolder folder, Findings findings, CancellationToken cancellation)
    {
        var answers = LabAnswers.Read<Answers>(folder, Page);
        using var platform = await LabPlatform.OpenAsync(cancellation);
        findings.Say("what users reach: the one process with routes about patients on a browser's port", FrontDoor(platform, answers.FrontDoor));
        findings.Say("how much of records is bound to a policy", PolicyRoutes(platform, answers.PolicyRoutesOfRecords));
        try
        {
            using var unrelated = await platform.SignInAsync("unrelated", cancellation);
            findings.Say("what nobody is told", Status(await platform.StatusAsync($"/patients/{Patient}", null, cancellation), answers.Nobody, "nobody"));
            var absent = await platform.StatusAsync($"/patients/{Nobodys}", unrelated, cancellation);
            findings.Say("what a clinician is told of a patient whom she does not treat", Status(await platform.StatusAsync($"/patients/{Patient}", unrelated, cancellation), answers.Unrelated, "unrelated"));
            findings.Say("and of one who does not exist", Status(absent, answers.Absent, "absent"));
            using var officer = await platform.SignInAsync("privacy-officer", cancellation);
            var accesses = await PatientAccesses.ReadAsync(platform.Gateway, officer, Patient, cancellation);
            findings.Say("who watches the watchers: the decision by which your own question to the audit was permitted", Question(accesses, answers.Question));
        }
        catch (Exception failed) when (failed is DemoException or SignInException or HttpRequestException)
        {
            throw new LabException($"The platform could not be asked: {failed.Message}", ExitCode.Failed, failed);
        }
    }

    private static string[] FrontDoor(LabPlatform platform, string given)
    {
        var doors = platform.Inventories.Where(one => one.Routes.Any(route => route is { Listener: "browser", Label: "policy" })).Select(one => one.Process).ToList();
        return doors.Contains(given) ? []
            : platform.Inventories.Any(one => one.Process == given && one.Routes.Any(route => route.Listener == "browser"))
                ? [$"{given} has a browser's port, but no route about patients on it"]
                : [$"\"frontDoor\" is \"{given}\". Look for \"listener\": \"browser\" in the inventory.json of each process, in the state folder"];
    }

    private static string[] PolicyRoutes(LabPlatform platform, int given)
    {
        var routes = platform.Inventories.Single(one => one.Process == "records").Routes;
        var bound = routes.Count(route => route.Label == "policy");
        return given == bound ? []
            : given == routes.Count ? ["That is all of its routes. A label such as \"public\" is a claim that somebody made; count those with the label \"policy\""]
            : [$"\"policyRoutesOfRecords\" is {given}, which is too {(given > bound ? "many" : "few")}: inventory.json of records, label \"policy\""];
    }

    private static string[] Status(int answered, int given, string member) => given == answered ? []
        : given == 0 ? [$"\"{member}\" is empty: call, and look at the status"]
        : given == 403 && answered == 404 ? ["403 would say that there is such a patient. Call, and look again"]
        : [$"\"{member}\" is {given}, and the platform answers something else now"];

    private static string[] Question(IReadOnlyList<PatientAccess> accesses, string given) => accesses.FirstOrDefault(access => access.DecisionId == given) switch
    {
        _ when given.Length == 0 => ["\"question\" is empty: ./platform audit who, twice; the second time the first is in the answer"],
        null => ["the ledger knows no such decision about this patient"],
        { Action: not ("platform.audit.read" or "platform.audit.export") } access => [$"that decision is of {access.Action}; look for the access of the auditor"],
        { Roles: var roles } when !roles.Contains("auditor") => ["that question was not yours: the grader asks as privacy officer, you asked as auditor"],
        _ => [],
    };

    private sealed record Answers(string FrontDoor, int PolicyRoutesOfRecords, int Nobody, int Unrelated, int Absent, string Question);
}
