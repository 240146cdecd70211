using Platform.Rego.Values;

namespace Platform.Rego.Tests.Execution;

public sealed class ExplanationTests
{
    private const string Source = """
        package app

        default allow := false

        allow if {
            input.user == "root"
        }

        allow if {
            is_reader
            input.method == "GET"
        }

        is_reader if {
            some role in input.roles
            startswith(role, "reader")
        }
        """;

    [Fact]
    public void Shows_per_body_the_expression_that_failed_furthest_into_it_the_closest_body_first()
    {
        var query = RegoPolicy.Compile([new RegoModule("app.rego", Source)]).Prepare("data.app.allow");
        var explanation = query.Explain(
            Val.Parse("""{"user": "bob", "roles": ["writer", "reader"], "method": "POST"}"""), ct: TestContext.Current.CancellationToken);
        var allow = Assert.Single(explanation.Rules);
        Assert.Equal("data.app.allow", allow.Name);
        Assert.Equal(Val.False, allow.Value);

        var failed = allow.Bodies.Where(b => !b.Completed).ToList();
        Assert.Equal(["input.method == \"GET\"", "input.user == \"root\""], failed.Select(b => b.Source));
        Assert.Equal(["\"POST\" against \"GET\"", "\"bob\" against \"root\""], failed.Select(b => b.Detail));
        var reader = Assert.Single(failed[0].Rules);
        Assert.Equal("data.app.is_reader", reader.Name);
        Assert.True(reader.Value.IsTrue);
    }

    [Fact]
    public void Shows_what_a_builtin_that_was_not_satisfied_was_called_with()
    {
        var query = RegoPolicy.Compile([new RegoModule("app.rego", Source)]).Prepare("data.app.is_reader");
        var explanation = query.Explain(Val.Parse("""{"roles": ["writer"]}"""), ct: TestContext.Current.CancellationToken);
        Assert.Contains("app.rego:16 `startswith(role, \"reader\")`: startswith(\"writer\", \"reader\") is false", explanation.ToString(), StringComparison.Ordinal);
    }
}
