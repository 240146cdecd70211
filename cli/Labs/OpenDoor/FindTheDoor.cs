namespace Platform.Cli.Labs.OpenDoor;

/// <summary>Lab 2: find an open route, date it, say what was readable and who read it.</summary>
internal sealed class FindTheDoor : Lab
{
    private const string Releases = "releases";
    private const string Log = "access.jsonl";
    private const string Report = "report.json";

    public override int Number => 2;
    public override string Name => "the-open-door";
    public override string Title => "The open door: how long, what, and who";
    public override int Minutes => 40;
    public override string FirstStep(LabFolder folder) => "run the door in a second terminal: ./platform lab run 2";

    public override BesideProgram? Beside { get; } = new("docs/workshop/open-door", "Platform.OpenDoor", "records");

    public override void SetUp(LabFolder folder)
    {
        ReleaseHistory.WriteTo(folder[Releases]);
        AccessLog.WriteTo(folder[Log]);
        IncidentAnswers.Empty.WriteTo(folder[Report]);
    }

    public override Task CheckAsync(LabFolder folder, Findings findings, CancellationToken cancellation)
    {
        var report = IncidentAnswers.Read(folder[Report]);
        findings.Say("which: the route that asks nobody", Route(report.Route));
        findings.Say("how long: the day since when it has been open", Since(folder, report.OpenSince));
        findings.Say("what: every field that could be read", Readable(folder, report.Readable));
        findings.Say("who: everybody who read, and nobody else", Readers(folder, report.Readers));
        var patients = AccessLog.Reads.Select(read => read.Path).Distinct().Count();
        findings.Say("whose: how many patients were read, as far as the log knows", report.Patients == patients ? [] : [Patients(folder, report.Patients, patients)]);
        findings.Say("what nobody can answer: until when reads were not recorded", report.UnknownUntil == AccessLog.Begins ? [] :
            [$"\"unknownUntil\" is {Quoted(report.UnknownUntil)}. The door was open before the first line of {folder.Shown(Log)} was kept; the answer is the day of that line."]);
        return Task.CompletedTask;
    }

    private static string[] Route(string given) => given switch
    {
        Incident.Route => [],
        "GET /health" => ["GET /health asks nobody either, but it tells nothing of a patient: a label \"public\" is a claim, look which routes make it falsely."],
        _ => [$"\"route\" is {Quoted(given)}. Look for a route about patients with the label \"public\" or without an action, written as METHOD /pattern: git show HEAD:inventory.json in the folder {Releases}."],
    };

    private static string[] Since(LabFolder folder, string given) => given switch
    {
        Incident.Opened => [],
        Incident.Introduced => ["That is when the route came, and then it had a policy. Look for the release in which its label changed."],
        Incident.Widened => ["That release showed more; the door had been open before."],
        _ when string.CompareOrdinal(given, AccessLog.Begins) >= 0 => [$"{given} is a day of the log. What was not recorded happened all the same: date the door by the releases, not by who came through."],
        _ => [$"\"openSince\" is {Quoted(given)}, wanted a day such as 2018-11-05. git -C {folder.Shown(Releases)} log --date=short -p -- inventory.json"],
    };

    private static string[] Readable(LabFolder folder, IReadOnlyList<string> given) =>
    [
        .. Incident.Fields.Except(given).ToList() switch
        {
            [] => Array.Empty<string>(),
            ["emergencyContact"] => ["One is missing, which a later release showed, and which is about somebody else than the patient."],
            { Count: var missing } => [$"{missing} are missing: {folder.Shown(Releases, "summary.json")}, as of the last release"],
        },
        .. given.Except(Incident.Fields).Select(field => $"{field} was not readable there"),
    ];

    private static IEnumerable<string> ReadersMissing(IReadOnlyList<string> given) => AccessLog.Reads.Select(read => read.Peer).Distinct().Except(given);

    private static string[] Readers(LabFolder folder, IReadOnlyList<string> given) =>
    [
        // How many, not which: the log tells it.
        .. ReadersMissing(given).Count() is var missing and > 0 ? [$"{missing} who read are missing: lines of {folder.Shown(Log)} with status 200 on {Incident.Route}"] : Array.Empty<string>(),
        .. given.Except(AccessLog.Reads.Select(read => read.Peer)).Select(peer => NotReader(peer)),
    ];

    private static string NotReader(string peer) => AccessLog.Entries.Where(entry => entry.Peer == peer).Select(entry => entry.Status).Distinct().ToList() switch
    {
        [] => $"{peer} is not in the log",
        [401] => $"{peer} was refused (401): it asked the port that asks back, and read nothing",
        [404] => $"{peer} asked for patients who do not exist (404), and read nothing; worth a call all the same",
        _ => $"{peer} asked for nothing about a patient",
    };

    private static string Patients(LabFolder folder, int given, int wanted) =>
        $"\"patients\" is {given}, which is too {(given > wanted ? "many: count each patient once, and only answers" : "few")}. Distinct ids with status 200 on {Incident.Route} in {folder.Shown(Log)}.";

    private static string Quoted(string given) => given.Length == 0 ? "empty" : $"\"{given}\"";
}
