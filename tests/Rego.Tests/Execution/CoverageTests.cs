using Platform.Rego.Execution;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Execution;

public sealed class CoverageTests
{
    private const string Source = """
        package app

        default allow := false

        allow if {
            input.user == "alice"
            input.method == "GET"
        }

        unused if {
            input.x
        }
        """;

    [Fact]
    public void Names_the_lines_that_were_evaluated_and_those_that_were_not()
    {
        var query = RegoPolicy.Compile([new RegoModule("app.rego", Source)]).Prepare("data.app");
        var coverage = new Coverage();
        var observer = coverage.Observe(query.Plan);
        query.EvaluateAll(Val.Parse("""{"user": "bob"}"""), observer, ct: TestContext.Current.CancellationToken);
        var file = coverage.Report()["files"]["app.rego"];
        Assert.Equal("""[{"end":{"row":3},"start":{"row":3}},{"end":{"row":6},"start":{"row":6}},{"end":{"row":11},"start":{"row":11}}]""", file["covered"].ToJson());
        Assert.Equal("""[{"end":{"row":5},"start":{"row":5}},{"end":{"row":7},"start":{"row":7}},{"end":{"row":10},"start":{"row":10}}]""", file["not_covered"].ToJson());
        Assert.Equal("50", file["coverage"].ToJson());

        query.EvaluateAll(Val.Parse("""{"user": "alice", "method": "GET", "x": 1}"""), observer, ct: TestContext.Current.CancellationToken);
        Assert.Equal("100", coverage.Report()["coverage"].ToJson());
        Assert.True(coverage.Report()["files"]["app.rego"]["not_covered"].IsUndefined);
    }
}
