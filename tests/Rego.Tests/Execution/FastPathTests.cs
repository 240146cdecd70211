using System.Globalization;
using Platform.Rego.Execution;
using Platform.Rego.Ir;
using Platform.Rego.Tests.Conformance;
using Platform.Rego.Tests.Fuzzing;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Execution;

/// <summary>What runs when nobody observes against what the plan says, statement by statement.</summary>
public sealed class FastPathTests(ITestOutputHelper output)
{
    private const int Seeds = 500;
    private static readonly EvaluationOptions s_few = new() { Limits = new EvaluationLimits { MaxInstructions = 60 } };

    [Fact]
    public void It_tells_of_every_conformance_case_what_the_plan_tells()
    {
        Assert.SkipWhen(ConformanceFolder.Path is null, ConformanceFolder.Missing);
        var compared = 0;
        foreach (var one in ConformanceFolder.Plans())
        {
            PolicyProgram program;
            try
            {
                program = PolicyProgram.Link(PolicyReader.Read(one.Plan));
            }
            catch (PlanFormatException)
            {
                continue;
            }

            // Clock and random numbers stand still for both.
            Assert.Equal(Outcome.Plain(program, "eval", one.Input, one.Data, Still()), Outcome.Fast(program, "eval", one.Input, one.Data, Still()));
            compared++;
        }

        output.WriteLine($"{compared} cases");
        Assert.True(compared > 1500);
    }

    [Fact]
    public void It_tells_of_random_rules_what_the_plan_tells_conflicts_and_errors_of_builtins_included()
    {
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var rules = new RandomRules(new Random(seed));
            var module = rules.Module();
            var policy = RegoPolicy.Compile([new RegoModule("t.rego", module)], options: new RegoOptions { TypeCheck = false });
            foreach (var reference in new[] { "data.t.p", "data.t.s", "data.t.r" })
            {
                var program = PolicyProgram.Link(policy.Prepare(reference).Plan);
                for (var i = 0; i < 4; i++)
                {
                    var (input, data) = (rules.Input(), rules.Data());
                    var plain = Outcome.Plain(program, "eval", input, data);
                    Assert.True(plain == Outcome.Fast(program, "eval", input, data), $"seed {seed}, {reference}\n{module}\ninput {input}\ndata {data}\nplain {plain}\nfast {Outcome.Fast(program, "eval", input, data)}");
                    var kind = plain.Length == 0 ? "undefined" : plain.Contains("eval_", StringComparison.Ordinal) ? plain[plain.IndexOf("eval_", StringComparison.Ordinal)..].Split(' ')[0] : "value";
                    kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                }
            }
        }

        // The control: rules that never conflict nor fail would prove little.
        output.WriteLine(string.Join(", ", kinds));
        Assert.True(kinds["eval_conflict_error"] > 50 && kinds["eval_type_error"] > 50 && kinds["undefined"] > 50 && kinds["value"] > 50);
    }

    [Fact]
    public void A_thousand_bodies_cost_no_more_than_the_few_that_may_hold()
    {
        var rules = string.Join("\n\n", Enumerable.Range(0, 1000).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"allow if {{\n\tinput.action == \"a{i % 500}\"\n\tinput.path[1] == {i % 250}\n\tinput.user.level >= {i}\n}}")));
        var program = PolicyProgram.Link(RegoPolicy.Compile([new RegoModule("t.rego", $"package t\n\ndefault allow := false\n\n{rules}")]).Prepare("data.t.allow").Plan);
        var input = Val.Parse("""{"action":"a499","path":["x",249],"user":{"level":999}}""");
        Assert.Equal("true", Outcome.Fast(program, "eval", input, RObj.Empty, s_few));
        Assert.Equal("false", Outcome.Fast(program, "eval", Val.Parse("""{"action":["a499"]}"""), RObj.Empty, s_few));
        Assert.Equal("false", Outcome.Fast(program, "eval", Val.Undefined, RObj.Empty, s_few));
        Assert.Equal("limit Instructions", Outcome.Plain(program, "eval", input, RObj.Empty, s_few));
    }

    [Fact]
    public void A_loop_ends_when_it_has_found_what_it_looked_for()
    {
        var program = PolicyProgram.Link(RegoPolicy.Compile([new RegoModule("t.rego", "package t\n\nfound if {\n\tsome x in input\n\tx == 1\n}")]).Prepare("data.t.found").Plan);
        var input = Val.ArrayOf([.. Enumerable.Repeat(Val.From(1), 1000)]);
        Assert.Equal("true", Outcome.Fast(program, "eval", input, RObj.Empty, s_few));
        Assert.Equal("limit Instructions", Outcome.Plain(program, "eval", input, RObj.Empty, s_few));
    }

    [Theory]
    [InlineData("allow if input.x == 1\n\nallow := 2 if input.y == 1")]
    [InlineData("allow if input.x == 1\n\nallow if other == 1\n\nother := 1 if input.x == 1\n\nother := 2 if input.y == 1")]
    public void A_conflict_is_found_although_a_body_held(string rules)
    {
        var program = PolicyProgram.Link(RegoPolicy.Compile([new RegoModule("t.rego", $"package t\n\n{rules}")]).Prepare("data.t.allow").Plan);
        Assert.StartsWith(EvaluationErrorCode.Conflict, Outcome.Fast(program, "eval", Val.Parse("""{"x":1,"y":1}"""), RObj.Empty), StringComparison.Ordinal);
    }

    private static EvaluationOptions Still() => new() { Clock = new StillClock(), Random = new Random(1) };

    private sealed class StillClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
