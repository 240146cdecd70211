using System.Globalization;
using System.Text.Json.Nodes;
using Platform.Cli.Running;

namespace Platform.Cli.Labs.Running;

/// <summary>
/// Lab 5: break the platform and see that it stays closed. What the attendee says is compared with the report of the run, and the report with the platform on
/// which it ran: when its processes started again, and that the report was written then.
/// </summary>
internal sealed class StayClosed : Lab
{
    private const string Report = "report.json";
    private const string Experiment = "policy-server-down";
    private const string Stopped = "policy";
    private const string Killed = "records";

    // What the run does after its last injection is over: it counts, and it signs in to count.
    private static readonly TimeSpan Counting = TimeSpan.FromMinutes(2);

    public override int Number => 5;
    public override string Name => "stay-closed";
    public override string Title => "Break things and stay closed";
    public override int Minutes => 35;
    public override bool NeedsPlatform => true;
    public override string FirstStep(LabFolder folder) => $"run the platform in a second terminal: ./platform up; then write your guesses into {folder.Shown("answers.json")}";

    public override void SetUp(LabFolder folder) => LabAnswers.Write(folder, new Answers("", 0, -1, -1, -1, 0));

    public override async Task CheckAsync(LabFolder folder, Findings findings, CancellationToken cancellation)
    {
        var answers = LabAnswers.Read<Answers>(folder, Page);
        using var platform = await LabPlatform.OpenAsync(cancellation);
        var resources = await platform.ResourcesAsync(cancellation);
        var report = ReadReport(folder);
        var run = report is null
            ? [$"{folder.Shown(Report)} is not there or no report. Run the experiment: ./platform chaos run {Experiment} --attach --count 12 --json > {folder.Shown(Report)}"]
            : Evidence(report, File.GetLastWriteTimeUtc(folder[Report]), resources);
        if (!findings.Say("the experiment was run, on the platform that runs here", run))
            return;

        findings.Say("its hypothesis held", Held(report!));
        findings.Say("who decides while the policy server is away", Decider(answers.DecidesWithoutPolicyServer));
        var (asked, answered) = Probes(report!);
        findings.Say("how often somebody asked who may not", Same("asked", answers.Asked, asked));
        findings.Say("and how often that was answered", Same("answered", answers.Answered, answered));
        findings.Say("how many patients were told nothing, and how many twice", [
            .. Same("lost", answers.Lost, (long)report!["notifications"]!["lost"]!), .. Same("doubled", answers.Doubled, (long)report["notifications"]!["doubled"]!)]);
        findings.Say("after how many milliseconds the killed service was well again", Same("recoveredAfterMs", answers.RecoveredAfterMs, Injection(report!, Killed)!["recoveredAfterMs"]?.GetValue<long>() ?? -1));
        findings.Say("everything is put right", [.. resources.Where(one => one is { IsHealthy: false, IsOptional: false }).Select(one => $"{one.Name} is {one.Summary}")]);
    }

    private static JsonObject? ReadReport(LabFolder folder)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(folder[Report])) is JsonObject report
                && (string?)report["experiment"] is not null && report["injections"] is JsonArray && report["invariants"] is JsonArray && report["notifications"] is JsonObject
                ? report
                : null;
        }
        catch (Exception unreadable) when (unreadable is FileNotFoundException or System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // A report is a claim; that processes began again is seen on the platform itself.
    private static string[] Evidence(JsonObject report, DateTimeOffset written, IReadOnlyList<ResourceInfo> resources)
    {
        if ((string?)report["experiment"] != Experiment)
            return [$"the report is of {report["experiment"]}; this lab is about {Experiment}"];
        if (Injection(report, Stopped) is null || Injection(report, Killed) is null)
            return [$"the report tells of no stop of {Stopped} and no kill of {Killed}"];
        var took = TimeSpan.FromMilliseconds((double?)report["durationMs"] ?? 0);
        foreach (var name in (string[])[Stopped, Killed])
        {
            var started = resources.FirstOrDefault(one => one.Name == name)?.StartedAt;
            // At the start of the platform nothing begins after what waits for it.
            var beganAnew = resources.Any(other => other.WaitsFor.Contains(name) && other.StartedAt < started);
            if (!beganAnew || started < written - took - Counting)
                return [$"{name} has not begun anew since the report says that it was broken: what the report tells did not happen to the platform that runs here"];
            if (started > written)
                return [$"{name} began anew after the report was written: it is of another run"];
        }

        return [];
    }

    private static string[] Held(JsonObject report) => (bool?)report["held"] == true ? []
        : [.. report["invariants"]!.AsArray().Where(one => (bool?)one!["held"] != true).Select(one => $"{one!["name"]}: {one["observed"]}").DefaultIfEmpty("the steady state was lost; run it again on a machine with less to do")];

    private static string[] Decider(string given) => given switch
    {
        "last-good-bundle" => [],
        "nobody" => ["then nobody would have been told while it was away; look at what the report says of referrals without the policy server"],
        "everything-is-allowed" => ["then the prober would have been answered"],
        "policy-server" => ["it was stopped, and decisions were made all the same"],
        _ => ["\"decidesWithoutPolicyServer\" is one of policy-server, last-good-bundle, nobody, everything-is-allowed"],
    };

    private static (long Asked, long Answered) Probes(JsonObject report)
    {
        var words = ((string?)report["invariants"]!.AsArray().FirstOrDefault(one => (string?)one!["name"] == "no unauthorised answer")?["observed"] ?? "").Split(' ');
        return words is [var asked, _, var answered, _]
            && long.TryParse(asked, CultureInfo.InvariantCulture, out var some) && long.TryParse(answered, CultureInfo.InvariantCulture, out var told) ? (some, told) : (-1, -1);
    }

    private static JsonNode? Injection(JsonObject report, string resource) =>
        report["injections"]!.AsArray().FirstOrDefault(one => (string?)one!["resource"] == resource);

    private static string[] Same(string member, long given, long seen) => given == seen ? [] : [$"\"{member}\" is {given}, and the report says something else"];

    private sealed record Answers(string DecidesWithoutPolicyServer, long Asked, long Answered, long Lost, long Doubled, long RecoveredAfterMs);
}
