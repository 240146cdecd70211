using Platform.Rego.Partial;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Partial;

/// <summary>What is left of small policies when <c>input.row</c> is not known, and what is refused.</summary>
public sealed class ResidualTests
{
    private const string Hostile = "x'; DROP TABLE users; --";

    [Theory]
    [InlineData("allow if input.row.owner == input.user", "owner eq \"u\"")]
    [InlineData("allow if not input.row.open", "open eq false")]
    [InlineData("allow if input.user == \"u\"", "always")]
    [InlineData("allow if { input.user == \"other\"; input.row.owner == \"a\" }", "never")]
    [InlineData("default allow := false\n\nallow if input.row.level > 2", "level gt 2")]
    [InlineData("allow := false if input.row.level > 2\n\nelse := true", "level lte 2")]
    [InlineData("allow if input.row.kind in {\"a\"}", "kind eq \"a\"")]
    [InlineData("allow if grades[input.row.grade] > 1\n\ngrades := {\"low\": 1, \"high\": 2}", "grade eq \"high\"")]
    [InlineData("allow if { some t in [\"a\", \"b\"]; t != \"b\"; input.row.team == t }", "team eq \"a\"")]
    [InlineData("allow if owns(input.row, input.user)\n\nowns(row, user) if row.owner == user", "owner eq \"u\"")]
    [InlineData("allow if out.allow\n\nout := {\"allow\": input.row.open, \"why\": input.row.owner}", "open ne false")]
    public void Is_a_condition_over_the_row(string body, string expected) => Assert.Equal(expected, Text(Of(body)));

    [Theory]
    [InlineData("allow if count(input.row.tags) > 1", "count")]
    [InlineData("allow if { some tag in input.row.tags; tag == \"a\" }", "every part of")]
    [InlineData("allow if input.row.level + 1 > 2", "plus")]
    [InlineData("allow if { x := input; x.row.open }", "holds what is not known")]
    [InlineData("allow if inner with input.user as \"b\"\n\ninner if input.row.owner == input.user", "`with`")]
    [InlineData("allow if \"a\" in denied\n\ndenied contains \"a\" if input.row.open", "set or an object")]
    [InlineData("allow if x == 1\n\nx := 1 if input.row.open\n\nx := 2 if input.row.level > 1", "two values")]
    [InlineData("allow if is_string(input.row.owner)", "is_string")]
    [InlineData("allow if { xs := [y | y := input.row.level]; xs == [1] }", "arraycomprehension")]
    public void Is_refused_with_its_place_where_no_condition_says_it(string body, string named)
    {
        var refused = Assert.Throws<UnsupportedResidualException>(() => Of(body));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Equal(("app.rego", true), (refused.File, refused.Row >= 3));
    }

    [Theory]
    [InlineData(SqlDialect.PostgreSql)]
    [InlineData(SqlDialect.Sqlite)]
    public void Never_puts_a_constant_into_sql(SqlDialect dialect)
    {
        var sql = ResidualSql.Of(Of("allow if input.row.owner == input.user\n\nallow if startswith(input.row.owner, input.user)", Hostile), dialect);
        Assert.DoesNotContain("DROP", sql.Text, StringComparison.Ordinal);
        Assert.Equal([Val.From(Hostile), Val.From(Hostile)], sql.Parameters);
    }

    [Fact]
    public void Quotes_names() =>
        Assert.Equal("(\"a\"\"b\" IS NOT NULL AND \"a\"\"b\" = @p0)", ResidualSql.Of(Of("allow if input.row[\"a\\\"b\"] == 1"), SqlDialect.Sqlite).Text);

    [Fact]
    public void Is_written_as_queries_of_the_compile_api() => Assert.Equal(
        Val.Parse("""
            [[{"index": 0, "terms": [{"type": "ref", "value": [{"type": "var", "value": "eq"}]}, {"type": "ref", "value": [{"type": "var", "value": "input"}, {"type": "string", "value": "row"}, {"type": "string", "value": "owner"}]}, {"type": "string", "value": "u"}]}]]
            """),
        ResidualQueries.Of(Of("allow if input.row.owner == input.user"), "input.row"));

    [Fact]
    public void What_the_engine_cannot_evaluate_is_no_filter() =>
        Assert.Throws<RegoEvaluationException>(() => Of("allow if { x == 1; input.row.open }\n\nx := 1\n\nx := 2 if input.user"));

    private static ResidualCondition Of(string body, string user = "u") => PartialEvaluation.Of(RegoPolicy.Compile([new RegoModule("app.rego", $"package app\n\n{body}\n")]), "data.app.allow", "input.row")
        .Condition(Val.ObjectOf(("user", user)), TestContext.Current.CancellationToken);

    private static string Text(ResidualCondition condition) => condition switch
    {
        { IsAlways: true } => "always",
        { IsNever: true } => "never",
        ResidualComparison one => $"{one.Field} {one.Operator.ToString().ToLowerInvariant()} {one.Value.ToJson()}",
        _ => condition.ToString(),
    };
}
