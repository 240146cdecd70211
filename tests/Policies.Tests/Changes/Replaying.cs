using Platform.Cli.Policy;
using Platform.Cli.Policy.Replay;
using Platform.Cli.Rego;
using Platform.Rego;
using Platform.Rego.Values;
using Platform.Testing;

namespace Platform.Policies.Tests.Changes;

/// <summary>Logged decisions made again under a candidate, held against a comparison one by one.</summary>
public sealed class Replaying : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Finds_exactly_the_planted_flips() => Compare(GeneratedLog.Round);

    [Fact(Explicit = true)]
    public void Finds_exactly_the_planted_flips_among_a_million() => Compare(1_000_000);

    [Fact]
    public void Finds_none_under_the_policies_that_decided()
    {
        var log = GeneratedLog.Write(folder["a.jsonl"], GeneratedLog.Inputs(3_000).Select((input, i) => GeneratedLog.Line(i, input)));
        var report = Replay(PolicySource.Folder, log);
        Assert.Equal((3_000, 3_000, 0), (report.Events, report.Equal, report.Flipped));
    }

    [Fact]
    public void Names_the_rule_and_the_condition_that_are_responsible_and_where_an_example_stands()
    {
        using var changed = Planted();
        var log = GeneratedLog.Write(folder["a.jsonl"], GeneratedLog.Inputs(GeneratedLog.Round).Select((input, i) => GeneratedLog.Line(i, input)));
        var report = Replay(changed[""], log);
        var permits = report.Flips.First(group => group.Kind == FlipKind.DenyToAllow);
        Assert.Equal(("records.patient.register", "was role_not_permitted"), (permits.Action, permits.Cause));
        Assert.Contains("records/patient/register.rego:", permits.Example.Rule, StringComparison.Ordinal);
        Assert.Contains(permits.Example.DecisionId, File.ReadLines(log).ElementAt((int)permits.Example.Row - 1), StringComparison.Ordinal);
        var denials = report.Flips.First(group => group is { Kind: FlipKind.AllowToDeny, Cause: "now workload_not_granted" });
        Assert.Contains("workloads", denials.Example.Condition, StringComparison.Ordinal);
    }

    [Fact]
    public void Reports_the_same_on_one_thread_and_on_many()
    {
        using var changed = Planted();
        var log = GeneratedLog.Write(folder["a.jsonl"], GeneratedLog.Inputs(6_000).Select((input, i) => GeneratedLog.Line(i, input)));
        var (one, many) = (Replay(changed[""], 1, false, log), Replay(changed[""], 5, false, log));
        Assert.Equal(one.Flips, many.Flips);
        Assert.Equal((one.Events, one.Equal), (many.Events, many.Equal));
    }

    [Theory]
    [InlineData("{\"path\":\"platform/decision\",\"input\":{\"action\":")]
    [InlineData("{\"path\":\"platform/decision\"} {}")]
    [InlineData("{\"input\":{}}")]
    [InlineData("\"event\"")]
    [InlineData("[{\"path\":\"platform/decision\"},{]")]
    public void A_torn_line_is_named_and_nothing_is_reported(string torn)
    {
        var lines = GeneratedLog.Inputs(1_500).Select((input, i) => GeneratedLog.Line(i, input)).ToList();
        lines[1_321] = torn;
        lines[1_400] = "later";
        var log = GeneratedLog.Write(folder["a.jsonl"], lines);
        var refused = Assert.Throws<PolicyFilesException>(() => Replay(PolicySource.Folder, log));
        Assert.StartsWith($"{log}:1322: no decision event", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_is_cut_off_inside_its_compression_is_refused()
    {
        var log = GeneratedLog.Write(folder["a.jsonl.gz"], GeneratedLog.Inputs(2_000).Select((input, i) => GeneratedLog.Line(i, input)));
        File.WriteAllBytes(log, File.ReadAllBytes(log)[..^2_000]);
        Assert.StartsWith(log, Assert.Throws<PolicyFilesException>(() => Replay(PolicySource.Folder, log)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_masked_or_erased_is_never_equal_but_undecidable()
    {
        var input = GeneratedLog.Inputs(100).First(one => one["subject"].Kind == ValKind.Object);
        var pseudonym = Val.Parse(input.ToJson().Replace(input["subject"]["id"].ToJson(), "\"~0123456789abcdef01234567\"", StringComparison.Ordinal));
        var log = GeneratedLog.Write(folder["a.jsonl"],
        [
            GeneratedLog.Line(0, input),
            GeneratedLog.Line(1, input).Replace("\"erased\":[]", "\"erased\":[\"/input/resource/facts/name\"]", StringComparison.Ordinal),
            GeneratedLog.Line(2, pseudonym).Replace("\"masked\":[]", "\"masked\":[\"/input/subject/id\"]", StringComparison.Ordinal),
            GeneratedLog.Line(3, input).Replace("\"masked\":[]", "\"masked\":[\"/input/purpose\"]", StringComparison.Ordinal),
            GeneratedLog.Line(4, input, more: ",\"error\":{\"code\":\"internal_error\"}"),
            "{\"decision_id\":\"5\",\"query\":\"data.platform.decision = x\",\"input\":{},\"result\":[]}",
        ]);
        var strict = Replay(PolicySource.Folder, log);
        Assert.Equal((6, 1, 0), (strict.Events, strict.Equal, strict.Flipped));
        Assert.Equal(5, strict.Undecidable.Values.Sum());
        var trusting = Replay(PolicySource.Folder, 1, true, log);
        Assert.Equal((2, 4), (trusting.Equal, trusting.Undecidable.Values.Sum()));
    }

    [Fact]
    public void Any_policy_and_any_log_in_opas_shape_will_do()
    {
        Directory.CreateDirectory(folder["app"]);
        File.WriteAllText(folder["app/app.rego"], "package app\n\nallow if input.role in {\"admin\", \"owner\"}\n\nopen if time.now_ns() > 1767600000000000000\n\nroles contains input.role\n");
        var log = GeneratedLog.Write(folder["a.jsonl"],
        [
            "[{\"path\":\"app/allow\",\"input\":{\"role\":\"admin\"},\"result\":true},{\"path\":\"app/allow\",\"input\":{\"role\":\"owner\"}}]",
            "{\"path\":\"/app/allow\",\"input\":{\"role\":\"guest\"},\"result\":true}",
            "",
            "{\"path\":\"app/roles\",\"input\":{\"role\":\"guest\"},\"result\":[\"guest\"]}",
            "{\"path\":\"app/open\",\"timestamp\":\"2026-01-05T07:59:00Z\"}",
            "{\"path\":\"app/open\",\"timestamp\":\"2026-01-05T08:01:00Z\",\"result\":true}",
        ]);
        var report = Replay(folder["app"], log);
        Assert.Equal((6, 4), (report.Events, report.Equal));
        Assert.Equal([(FlipKind.DenyToAllow, "app/allow", 1L), (FlipKind.AllowToDeny, "/app/allow", 1L)], report.Flips.Select(group => (group.Kind, group.Action, group.Count)));
        Assert.Equal((1, 2), (report.Flips[0].Example.Row, report.Flips[1].Example.Row));
    }

    private static ChangedPolicies Planted() => new ChangedPolicies().Grant("booking-admin", "records.patient.register").Replace("platform/workloads/data.json", "\"referrals.referral.book\",", "");

    // Two logs, one of them compressed; the brute force takes each decision by itself and keeps no memory of others.
    private void Compare(int count)
    {
        using var changed = Planted();
        var (logs, lines) = (new List<string>(), GeneratedLog.Inputs(count).Select((input, i) => GeneratedLog.Line(i, input)));
        logs.Add(GeneratedLog.Write(folder["a.jsonl"], lines.Take(count / 2)));
        logs.Add(GeneratedLog.Write(folder["b.jsonl.gz"], lines.Skip(count / 2)));
        var report = Replay(changed[""], [.. logs]);

        var candidate = changed.Read();
        var expected = new Dictionary<(FlipKind, string, string), long>();
        foreach (var input in GeneratedLog.Inputs(count))
        {
            var (before, now) = (ChangedPolicies.Ours.Ask(input), candidate.Ask(input));
            if (before == now)
                continue;
            var (kind, cause) = Outcome.Difference(before, now);
            var key = (kind, input["action"].AsString(), cause);
            expected[key] = expected.GetValueOrDefault(key) + 1;
        }

        Assert.Contains(expected.Keys, key => key.Item1 == FlipKind.DenyToAllow);
        Assert.Equal(expected.OrderBy(group => group.Key), report.Flips.Select(group => KeyValuePair.Create((group.Kind, group.Action, group.Cause), group.Count)).OrderBy(group => group.Key));
        Assert.Equal(report.Flips.Select(group => group.Kind).Order(), report.Flips.Select(group => group.Kind));
        Assert.Equal(count, report.Events);
        Assert.Equal(count - expected.Values.Sum(), report.Equal);
    }

    private static ReplayReport Replay(string candidate, params string[] logs) => Replay(candidate, Environment.ProcessorCount, false, logs);

    private static ReplayReport Replay(string candidate, int jobs, bool pseudonyms, params string[] logs) =>
        DecisionReplay.Run(logs, Candidate.Read(candidate, new PolicyReading(RegoVersion.V1)), pseudonyms, jobs, null, TestContext.Current.CancellationToken);
}
