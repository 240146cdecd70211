using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Planning;

/// <summary>A small policy may ask for a plan that doubles with every rule; it ends in a typed error.</summary>
public sealed class PlanLimitTests
{
    [Fact]
    public void Replacements_that_double_the_plan_end_in_a_limit_error()
    {
        var policy = RegoPolicy.Compile([new RegoModule("a.rego", Doubling(24))], options: new RegoOptions { MaxPlanStatements = 20_000 });
        var refused = Assert.Throws<RegoCompileException>(() => policy.Prepare("data.a.p0"));
        Assert.Equal("rego_limit_error: the plan of the query has more than 20000 statements", refused.Diagnostics.Single().ToString());
    }

    [Fact]
    public void A_plan_within_the_limit_is_prepared()
    {
        var policy = RegoPolicy.Compile([new RegoModule("a.rego", Doubling(3))], options: new RegoOptions { MaxPlanStatements = 20_000 });
        Assert.True(policy.Prepare("data.a.p0").Evaluate(default, ct: TestContext.Current.CancellationToken).IsTrue);
    }

    // Each rule asks for the next under two different replacements.
    private static string Doubling(int rules)
    {
        var text = new StringBuilder("package a\n\n");
        for (var i = 0; i < rules; i++)
        {
            text.Append($"p{i} if {{\n\tp{i + 1} with data.a.r{i} as 1\n\tp{i + 1} with data.a.s{i} as 1\n}}\n\nr{i} := 0\n\ns{i} := 0\n\n");
        }

        return text.Append($"p{rules} if true\n").ToString();
    }
}
