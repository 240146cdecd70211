using System.CommandLine;
using Platform.Cli.Demo.Breach;
using Platform.Cli.Probe;
using Platform.Cli.Running;
using Platform.Cli.SignIn;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Demo;

/// <summary><c>demo</c>: plays the journey, then the breach, on the running platform or on one of its own.</summary>
internal static class DemoCommand
{
    private static readonly string[] JourneyServices = 
        ["gateway", "gateway-dapr", "notifications", "notifications-dapr", "records", "records-dapr", "referrals", "referrals-dapr"];

    public static Command Create()
    {
        var json = GlobalOptions.Json();
        var state = GlobalOptions.State();
        var database = GlobalOptions.Database();
        var only = new Option<DemoPart>("--only") { Description = "journey: the referral alone; breach: the referral and the attacks, without the searches after them", HelpName = "PART" };
        var lines = new Option<bool>("--json-lines") { Description = "Everything that happens on stdout, a line of JSON each, while it happens" };
        var command = new Command("demo", """
            Plays a GP's referral from the message to the patient's inbox, then attacks every route of every service, and the messages between them; and
            searches every file of the platform's state for the patient.

            It attaches to a running `up` of the state folder; otherwise it starts a platform of its own, on the database of --database and
            on temporary state, and stops it again.
            With --json, standard output holds one line: {"journey":{…},"breach":{"attempts":n,"refused":n,"failed":n,"leaked":n,"leaks":[…]},"canary":{…},"audit":{"ok":true,"accesses":n,"doubled":n}}.

            Examples:
              ./platform demo
              ./platform demo --only journey
              ./platform demo --json | jq .breach

            With --json-lines each line has an event: chapter, step, say, good, bad, attempt (route, port, identity, outcome, status), and at last end (good: true or
            false), which tells how it went; the exit code is then 0.

            Exit codes: 0 the journey succeeded and everything was refused; 1 something failed, leaked, or lies where it should not.
            """)
        {
            json, lines, state, database, only,
        };
        command.SetAction((parse, cancellation) => RunAsync(parse.GetValue(json), parse.GetValue(lines), parse.GetValue(state), parse.GetValue(database)!, parse.GetValue(only), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(bool json, bool lines, string? stateFolder, string database, DemoPart part, CancellationToken cancellation)
    {
        var story = Story.For(json, lines);
        try
        {
            await using var running = await RunningPlatform.AttachOrStartAsync(stateFolder, database, story, cancellation);
            using var platform = await PlatformUnderTest.ReadAsync(running.Api, running.State.Path, cancellation);
            var report = await PlayAsync(platform, story, part, cancellation);
            Close(story, report);
            if (json)
                Console.Out.WriteLine(report.ToJson());
            story.End(report.IsGood);
            return report.IsGood || lines ? ExitCode.Ok : ExitCode.Failed;
        }
        catch (Exception stopped) when (stopped is DemoException or IOException or PlatformStartException or SignInException or SvidUnavailableException or TokenUnavailableException)
        {
            story.Bad(stopped.Message);
            story.End(good: false);
            return lines ? ExitCode.Ok : ExitCode.Failed;
        }
    }

    private static async Task<DemoReport> PlayAsync(PlatformUnderTest platform, Story story, DemoPart part, CancellationToken cancellation)
    {
        using var people = await People.SignInAsync(platform, cancellation);
        using var gateway = GatewayClient.Create(platform.Gateway, Path.Combine(platform.State, "identity", "ca.pem"));

        var journey = new Journey(gateway, people, story);
        var facts = await journey.PlayAsync(cancellation);
        var trace = await Traces.CollectAsync(platform.State, journey.TraceId, JourneyServices, cancellation);
        var told = $"trace {trace.TraceId}: {trace.Spans} spans of {string.Join(", ", trace.Services)}; {trace.Decisions} decisions";
        if (trace.Ok)
            story.Good(told);
        else
            story.Bad($"{told}; incomplete, or not connected");
        var report = new DemoReport(trace with { Ok = trace.Ok && journey.Problems.Count == 0 });
        if (part == DemoPart.Journey)
            return report;
        var breach = await new BreachCampaign(platform, facts, gateway, people, story).RunAsync(cancellation);
        report = report with { Breach = breach.Report() };
        foreach (var exposure in await new ExposureRegister(platform.State, TimeProvider.System).RecordAsync(ProbedCall.Of(breach.Verdicts), cancellation))
            story.Bad(exposure.Alert);
        if (part == DemoPart.Breach)
            return report;
        var audit = await new WhoSawIt(gateway, people.Auditor, story).AskAsync(facts.PatientId, cancellation);
        return report with { Canary = SearchFor(facts, platform.State, story), Audit = audit };
    }

    private static CanaryReport SearchFor(JourneyFacts facts, string state, Story story)
    {
        var report = CanarySearch.Run(state, facts.Family, [facts.NhsNumber, facts.NoteText]);
        if (report.IsGood)
            story.Good($"Neither name nor NHS number nor note of the patient in {report.Files} files of broker, logs, traces and audit; in the databases they are");
        foreach (var hit in report.Hits.Take(20))
            story.Bad($"something of the patient lies in {hit}");
        if (!report.FoundWhereItBelongs)
            story.Bad("the search for the patient found them nowhere, not even in the databases: it proves nothing");
        return report;
    }

    private static void Close(Story story, DemoReport report)
    {
        if (report.Breach is not { } breach)
            return;
        var line = $"{breach.Attempts} attempts: {breach.Refused} refused, {breach.Failed} failed, {breach.Leaked} leaked";
        if (report.IsGood)
            story.Good(line);
        else
            story.Bad(line);
        foreach (var leak in breach.Leaks.Take(20))
            story.Bad($"leaked: {leak.Route} on {leak.Port} as {leak.Identity} ({leak.Status})");
    }
}
