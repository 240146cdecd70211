using System.Text.Json;
using Platform.Cli.Rego;
using Platform.Rego;
using Platform.Rego.Execution;
using Platform.Rego.Values;

namespace Platform.Cli.Labs.Policies;

/// <summary>What an attendee has made of the policies: compiled, asked, tested.</summary>
internal sealed class LabPolicies
{
    private const string EntryPoint = "data.platform.decision";
    private readonly PolicyFiles files;
    private readonly RegoPolicy policy;
    private readonly PreparedQuery decision;

    private LabPolicies(PolicyFiles files)
    {
        this.files = files;
        policy = RegoPolicy.Compile(files.Modules, files.Data, new RegoOptions { Tests = true });
        decision = policy.Prepare(EntryPoint);
    }

    /// <summary>Reads and compiles a folder; what is wrong is a finding, with its place.</summary>
    public static LabPolicies? Compile(string folder, Findings findings)
    {
        const string claim = "the policies compile";
        try
        {
            var compiled = new LabPolicies(Read(folder));
            findings.Say(claim);
            return compiled;
        }
        catch (RegoCompileException wrong)
        {
            findings.Say(claim, [.. wrong.Diagnostics.Select(diagnostic => diagnostic.Render())]);
        }
        catch (PolicyFilesException unreadable)
        {
            findings.Say(claim, unreadable.Message);
        }

        return null;
    }

    /// <summary>The product's policies and data, as published: without tests.</summary>
    public static LabPolicies Of(string folder) => new(Read(folder));

    /// <summary>The text of a module.</summary>
    public string? Source(string relative) => files.Modules.FirstOrDefault(module => IsAt(module, relative))?.Source;

    /// <summary>The same with one module's text replaced, or null if that does not compile.</summary>
    public LabPolicies? With(string relative, string source)
    {
        var changed = files.Modules.Select(module => IsAt(module, relative) ? module with { Source = source } : module).ToList();
        try
        {
            return new LabPolicies(files with { Modules = changed });
        }
        catch (RegoCompileException)
        {
            return null;
        }
    }

    public Decided Ask(Val input)
    {
        try
        {
            return Decided.Of(decision.Evaluate(input));
        }
        catch (RegoEvaluationException conflict)
        {
            // As at the enforcement point: what cannot be evaluated is denied.
            return new Decided(false, [], conflict.Message, $"error: {conflict.Code}");
        }
    }

    /// <summary>Runs the tests of a file, or all.</summary>
    public IReadOnlyList<RegoTestResult> Test(string? relative, CancellationToken cancellation) => Suite(relative).RunAll(cancellation: cancellation);

    /// <summary>The rows of one file that the tests of another never evaluate.</summary>
    public IReadOnlyList<string> NotCovered(string relative, string tests, CancellationToken cancellation)
    {
        var suite = Suite(tests);
        var coverage = new Coverage();
        var observer = suite.Observe(coverage);
        foreach (var test in suite.Tests)
            suite.Run(test, cancellation: cancellation, coverage: observer);
        using var report = JsonDocument.Parse(coverage.Report().ToJson());
        var file = report.RootElement.GetProperty("files").EnumerateObject().FirstOrDefault(file => IsAt(file.Name, relative)).Value;
        // A file that no test asks is not in the report at all.
        if (file.ValueKind == JsonValueKind.Undefined)
            return [$"1-{Source(relative)?.TrimEnd().Split('\n').Length ?? 1}"];
        return !file.TryGetProperty("not_covered", out var rows) ? [] : [.. rows.EnumerateArray().Select(range => (Start: Row(range, "start"), End: Row(range, "end"))).Select(range => range.Start == range.End ? $"{range.Start}" : $"{range.Start}-{range.End}")];
    }

    private RegoTestSuite Suite(string? relative) => RegoTestSuite.Of(policy, test => relative is null || IsAt(test.File, relative));

    private static int Row(JsonElement range, string end) => range.GetProperty(end).GetProperty("row").GetInt32();

    private static PolicyFiles Read(string folder) => PolicyFiles.Read([folder], new PolicyReading(RegoVersion.V1));

    private static bool IsAt(RegoModule module, string relative) => IsAt(module.File, relative);

    private static bool IsAt(string file, string relative) => file.Replace('\\', '/').EndsWith("/" + relative, StringComparison.Ordinal);
}
