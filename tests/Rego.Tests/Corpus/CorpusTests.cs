namespace Platform.Rego.Tests.Corpus;

/// <summary>Policies in the style of what people write, each with its tests in Rego: together they use the engine as its users do.</summary>
public sealed class Corpus
{
    private const string TestSuffix = "_test.rego";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus");

    private static readonly RegoModule[] Modules =
    [
        .. from file in Directory.GetFiles(Folder, "*.rego", SearchOption.AllDirectories)
           let name = Path.GetRelativePath(Folder, file).Replace('\\', '/')
           orderby name
           select new RegoModule(name, File.ReadAllText(file)),
    ];

    [Fact]
    public void Every_test_passes() => Assert.Empty(Failing(Suite(Modules)));

    [Fact]
    public void Every_test_passes_after_formatting() => Assert.Empty(Failing(Suite(Modules.Select(Formatted))));

    [Fact]
    public void A_wrong_policy_fails_its_tests()
    {
        const string policy = "envoy/mtls.rego";
        var broken = Modules.Select(module => module.File == policy
            ? module with { Source = module.Source.Replace("mesh.example.com", "evil.example", StringComparison.Ordinal) }
            : module);
        Assert.Contains(Failing(Suite(broken)), name => name.StartsWith("data.corpus.envoy.mtls_test.", StringComparison.Ordinal));
    }

    [Fact]
    public void Is_large_enough_to_matter()
    {
        Assert.True(Policies().Count() >= 40, $"{Policies().Count()} policies");
        var tests = Suite(Modules).Tests;
        Assert.True(tests.Count >= 120, $"{tests.Count} tests");
    }

    [Fact]
    public void Every_policy_has_a_file_of_at_least_three_tests()
    {
        var tests = Suite(Modules).Tests.CountBy(test => test.File).ToDictionary(StringComparer.Ordinal);
        Assert.All(Policies(), policy => Assert.InRange(tests.GetValueOrDefault(policy.Replace(".rego", TestSuffix, StringComparison.Ordinal)), 3, int.MaxValue));
    }

    [Fact]
    public void Formatting_twice_changes_nothing_more() =>
        Assert.All(Modules.Select(Formatted), once => Assert.Equal(once, Formatted(once)));

    private static RegoTestSuite Suite(IEnumerable<RegoModule> modules) => RegoTestSuite.Of(RegoPolicy.Compile(modules, options: new RegoOptions { Tests = true }));

    private static IEnumerable<string> Failing(RegoTestSuite suite) =>
        from result in suite.RunAll()
        where result.Outcome != RegoTestOutcome.Passed
        select string.Join(' ', [result.Test.ToString(), result.Error, .. result.Cases.Where(one => !one.Passed).Select(one => one.ToString())]);

    private static IEnumerable<string> Policies() =>
        Modules.Select(module => module.File).Where(file => !file.EndsWith(TestSuffix, StringComparison.Ordinal));

    private static RegoModule Formatted(RegoModule module) => module with { Source = RegoFormatter.Format(module) };
}
