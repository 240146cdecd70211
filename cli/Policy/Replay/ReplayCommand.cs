using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Platform.Cli.Rego;
using Spectre.Console;

namespace Platform.Cli.Policy.Replay;

/// <summary><c>policy replay</c>: what a candidate would have decided of what was decided.</summary>
internal static class ReplayCommand
{
    private const long ProgressEvery = 250_000;

    public static Command Create()
    {
        var logs = new Argument<string[]>("logs") { Description = "Decision logs in OPA's shape, one event or one list of events per line, compressed by gzip or not; - is standard input", Arity = ArgumentArity.OneOrMore };
        var candidate = new Option<string?>("--candidate") { Description = "The policies to decide with: a folder or a bundle, *.tar.gz (default: policies/ of this repository)", HelpName = "PATH" };
        var pseudonyms = new Option<bool>("--pseudonyms") { Description = "Decide events whose ids were masked by pseudonyms (~ and 24 hexadecimal digits): the same id has the same one, so that comparing ids with each other comes out as it did" };
        var jobs = new Option<int>("--jobs", "-j") { Description = "How many threads decide; 0 for one per processor. The report does not depend on it", HelpName = "N" };
        var v0 = new Option<bool>("--v0-compatible") { Description = "Read the modules as Rego v0" };
        var json = GlobalOptions.Json();
        var command = new Command("replay", "Decides logged decisions again under a candidate, and tells what comes out otherwise: grouped by action and cause, new permits first, each with one example and the rule of the candidate that is responsible.\n\nWhat was masked or erased cannot be decided again as it was: such events are counted apart, and never as equal.\n\nExamples:\n  ./platform policy replay decisions.jsonl.gz --candidate policies\n  ./platform policy replay logs/*.gz --candidate bundle.tar.gz --json | jq '.flips[] | select(.kind == \"DenyToAllow\")'\n  ./platform policy replay decisions.jsonl --pseudonyms\n\nExit codes: 0 nothing comes out otherwise; 1 something does, nothing could be decided, or a wrong policy; 2 bad arguments or files, or a line that is no event: nothing is reported then.")
        {
            logs, candidate, pseudonyms, jobs, v0, json,
        };
        command.SetAction((parse, cancellation) => Task.FromResult(RegoCommand.Guard(() =>
        {
            if (parse.GetValue(jobs) < 0)
                throw new PolicyFilesException("--jobs must not be negative; 0 is one per processor");
            var names = parse.GetValue(logs)!;
            foreach (var name in names.Where(name => name != "-" && !File.Exists(name)))
                throw new PolicyFilesException($"{name}: no such file");
            var decides = Candidate.Read(PolicyCommand.Resolve(parse.GetValue(candidate)), new PolicyReading(parse.GetValue(v0) ? Platform.Rego.RegoVersion.V0 : Platform.Rego.RegoVersion.V1));
            var started = Stopwatch.GetTimestamp();
            var report = DecisionReplay.Run(names, decides, parse.GetValue(pseudonyms), parse.GetValue(jobs) is > 0 and var some ? some : Environment.ProcessorCount, Progress(started), cancellation);
            if (parse.GetValue(json))
                Console.WriteLine(Json(report));
            else
                Print(report);
            Console.Error.WriteLine(Speed(report.Events, started));
            return report.Flipped > 0 || (report.Decided == 0 && report.Events > 0) ? ExitCode.Failed : ExitCode.Ok;
        })));
        return command;
    }

    private static Action<long> Progress(long started)
    {
        var next = ProgressEvery;
        return events =>
        {
            if (events < next)
                return;
            Console.Error.WriteLine(Speed(events, started));
            next = events + ProgressEvery;
        };
    }

    private static string Speed(long events, long started)
    {
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture, $"{events} events, {seconds:0.0} s, {events / Math.Max(seconds, 1e-9):0} a second");
    }

    private static string Json(ReplayReport report) => JsonSerializer.Serialize(
        new
        {
            events = report.Events,
            decided = report.Decided,
            equal = report.Equal,
            flipped = report.Flipped,
            undecidable = report.Undecidable,
            notRepeatable = report.NotRepeatable,
            flips = report.Flips.Select(group => new
            {
                kind = group.Kind.ToString(), action = group.Action, cause = group.Cause, count = group.Count,
                example = new { decisionId = group.Example.DecisionId, log = group.Example.Log, row = group.Example.Row },
                rule = group.Example.Rule, condition = group.Example.Condition,
            }),
        },
        PolicyCommand.Indented);

    private static void Print(ReplayReport report)
    {
        foreach (var group in report.Flips)
        {
            var colour = group.Kind == FlipKind.DenyToAllow ? "red" : "default";
            AnsiConsole.MarkupLineInterpolated($"[{colour}]{group.Name}[/] {group.Action}: {group.Count} decisions, {group.Cause}");
            Console.WriteLine($"  one of them: {group.Example.Log}:{group.Example.Row} {group.Example.DecisionId}");
            if (group.Example.Rule is { } rule)
                Console.WriteLine($"  decided by {rule}");
            if (group.Example.Condition is { } condition)
                Console.WriteLine($"  first that does not hold: {condition}");
        }

        foreach (var (reason, count) in report.Undecidable)
            Console.WriteLine($"{count} cannot be decided again: {reason}.");
        if (report.Undecidable.Keys.Any(reason => reason.Contains("was masked", StringComparison.Ordinal) && !reason.Contains("something else", StringComparison.Ordinal)))
            Console.WriteLine("If what was masked are ids, and by pseudonyms, --pseudonyms decides them.");
        if (report.NotRepeatable.Count > 0)
            Console.WriteLine($"The candidate may call {string.Join(", ", report.NotRepeatable)}, whose values no log tells.");
        Console.WriteLine($"{report.Flipped} of {report.Decided} decisions come out otherwise; {report.Events - report.Decided} of {report.Events} events cannot be decided again.");
    }
}
