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

    [Fact]
    public void A_join_looks_up_what_it_is_joined_with()
    {
        var program = PolicyProgram.Link(RegoPolicy.Compile([new RegoModule("t.rego", Joins)]).Prepare("data.t.pairs").Plan);
        var data = Val.ObjectOf(("left", Rows(new Random(1), 300)), ("right", Rows(new Random(2), 300)));
        var few = new EvaluationOptions { Limits = new EvaluationLimits { MaxInstructions = 50_000 } };
        Assert.Equal(Outcome.Plain(program, "eval", Val.Undefined, data), Outcome.Fast(program, "eval", Val.Undefined, data, few));
        Assert.Equal("limit Instructions", Outcome.Plain(program, "eval", Val.Undefined, data, few));
    }

    [Fact]
    public void Joins_tell_what_the_plan_tells_whatever_the_keys_are()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            foreach (var reference in new[] { "data.t.pairs", "data.t.order", "data.t.first", "data.t.by_input" })
            {
                var program = PolicyProgram.Link(RegoPolicy.Compile([new RegoModule("t.rego", Joins)]).Prepare(reference).Plan);
                for (var i = 0; i < 4; i++)
                {
                    var input = Val.ObjectOf(("k", i), ("right", Rows(random, 40)));
                    var data = Val.ObjectOf(("left", Rows(random, 10 + random.Next(30))), ("right", Rows(random, 10 + random.Next(30))));
                    Assert.Equal(Outcome.Plain(program, "eval", input, data), Outcome.Fast(program, "eval", input, data));
                }
            }
        }
    }

    [Theory]
    [InlineData("[1, [2, {3, \"x\"}], {\"a\": [null]}]")]
    [InlineData("{\"a\": 1.0, \"b\": {\"c\": set()}}")]
    [InlineData("[[], {}, 1e3, 1000]")]
    public void A_constant_stays_itself_whatever_is_made_of_it(string text)
    {
        var policy = $$"""
            package t

            one := x if {
            	x := {{text}}
            	count(x) > 0
            }

            two := [[y | some y in one], object.union({"k": one}, {"l": {{text}}}), [one, input.x, {"in": {{text}}}]]
            """;
        var program = PolicyProgram.Link(RegoPolicy.Compile([new RegoModule("t.rego", policy)]).Prepare("data.t.two").Plan);
        for (var i = 0; i < 3; i++)
            Assert.Equal(Outcome.Plain(program, "eval", Val.ObjectOf(("x", i)), RObj.Empty), Outcome.Fast(program, "eval", Val.ObjectOf(("x", i)), RObj.Empty));
    }

    [Theory]
    [InlineData("allow if input.x == 1\n\nallow := 2 if input.y == 1")]
    [InlineData("allow if input.x == 1\n\nallow if other == 1\n\nother := 1 if input.x == 1\n\nother := 2 if input.y == 1")]
    public void A_conflict_is_found_although_a_body_held(string rules)
    {
        var program = PolicyProgram.Link(RegoPolicy.Compile([new RegoModule("t.rego", $"package t\n\n{rules}")]).Prepare("data.t.allow").Plan);
        Assert.StartsWith(EvaluationErrorCode.Conflict, Outcome.Fast(program, "eval", Val.Parse("""{"x":1,"y":1}"""), RObj.Empty), StringComparison.Ordinal);
    }

    private const string Joins = """
        package t

        pairs contains [l.id, r.id] if {
        	some l in data.left
        	some r in data.right
        	r.k == l.k
        }

        order := [[l.id, i] |
        	some l in data.left
        	some i, r in input.right
        	l.k == r.k
        	r.id != 3
        ]

        first := [r | some l in data.left; r := found(l)]

        found(l) if {
        	some r in data.right
        	r.k == l.k
        }

        by_input := [r.id |
        	some n in [1, 2, 3, 4]
        	some r in data.right
        	r.k == input.k
        	r.id > n
        ]
        """;

    // Keys of all kinds, some missing, some equal with another text.
    private static Val Rows(Random random, int count) => Val.ArrayOf([.. Enumerable.Range(0, count).Select(id => random.Next(8) switch
    {
        0 => Val.ObjectOf(("id", id)),
        1 => Val.From(id),
        2 => Val.ObjectOf(("id", id), ("k", Val.ArrayOf(random.Next(2)))),
        3 => Val.ObjectOf(("id", id), ("k", Val.Parse("1.0"))),
        4 => Val.ObjectOf(("id", id), ("k", Val.From("1"))),
        _ => Val.ObjectOf(("id", id), ("k", random.Next(count))),
    })]);

    private static EvaluationOptions Still() => new() { Clock = new StillClock(), Random = new Random(1) };

    private sealed class StillClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
