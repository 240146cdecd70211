using Platform.Cli.Bench;
using Platform.Cli.Bench.Scenarios;
using Platform.Cli.Rego;
using Platform.Rego;
using Platform.Rego.Values;
using Platform.Testing;

namespace Platform.Policies.Tests;

/// <summary>What is timed does what it should; how long it takes is nobody's business here.</summary>
public sealed class Benchmarks
{
    public static TheoryData<string> Names => [.. Catalogue.All.Select(scenario => scenario.Name)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_policy_answers_rightly_before_it_is_timed(string name)
    {
        var scenario = Catalogue.All.Single(scenario => scenario.Name == name);

        Assert.NotNull(scenario.Expected);
        Assert.False(scenario.Prepare().Evaluate(Val.Parse(scenario.Input), ct: Cancellation).IsUndefined);
    }

    [Fact]
    public void A_policy_that_answers_wrongly_is_not_timed()
    {
        Assert.Throws<BenchException>(() => (Small.TinyAllow with { Expected = "false" }).Prepare());
        Assert.Throws<BenchException>(() => (Small.TinyAllow with { Query = "data.bench.nothing" }).Prepare());
    }

    [Fact]
    public void An_input_as_text_is_as_long_as_its_row_says_and_is_answered_as_the_small_one()
    {
        Assert.Equal((218, 20_480), (RawInput.Bytes218.Length, RawInput.Bytes20K.Length));
        var query = Small.Rbac.Prepare();
        Assert.All([RawInput.Bytes218, RawInput.Bytes20K], json => Assert.Equal("true", query.Evaluate(Val.Parse(json), ct: Cancellation).ToJson()));
    }

    [Theory]
    [InlineData("enforcement/proof")]
    [InlineData("enforcement/decision")]
    [InlineData("enforcement/audit")]
    [InlineData("replay")]
    public void A_part_of_enforcement_does_its_work_when_it_is_timed(string name)
    {
        var row = Measurements.All().Single(row => row.Name == name).Run(new Measurement(TimeSpan.Zero, 1, Cancellation), TimeSpan.Zero, Cancellation);

        Assert.Equal(name, row.Name);
        Assert.True(row.OpsPerSecond > 0);
    }

    [Fact]
    public void A_written_folder_holds_the_same_question()
    {
        using var folder = new TemporaryDirectory();
        ZeroTrust.Scenario.Write(folder.Path);

        var policy = RegoPolicy.Compile([new RegoModule("policy.rego", File.ReadAllText(folder["policy.rego"]))], Val.Parse(File.ReadAllText(folder["data.json"])));
        var answer = policy.Prepare(File.ReadAllText(folder["query"]).Trim()).Evaluate(Val.Parse(File.ReadAllText(folder["input.json"])), ct: Cancellation);

        Assert.Equal(Val.Parse(ZeroTrust.Scenario.Expected!), Val.Parse(answer.ToJson()));
    }
}
