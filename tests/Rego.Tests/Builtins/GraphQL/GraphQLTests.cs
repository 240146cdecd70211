using static Platform.Rego.Tests.Builtins.Calls;

namespace Platform.Rego.Tests.Builtins.GraphQL;

public sealed class GraphQLTests
{
    private const string Schema = "type Query { hero(id: ID!): Hero } type Hero { name: String! friends: [Hero] }";

    [Theory]
    [InlineData("{ hero(id: 1) { name friends { name } } }", true)]
    [InlineData("query Q($i: ID!) { hero(id: $i) { ...f } } fragment f on Hero { name }", true)]
    [InlineData("{ hero(id: 1) }", false)]
    [InlineData("{ hero { name } }", false)]
    [InlineData("{ hero(id: 1) { age } }", false)]
    [InlineData("query Q($i: Int) { hero(id: $i) { name } }", false)]
    [InlineData("{ hero(id: 1) { ...f } } fragment f on Hero { friends { ...f } }", false)]
    public void Queries_are_checked_against_their_schema(string query, bool isValid) =>
        Assert.Equal(isValid, Call("graphql.is_valid", query, Schema).IsTrue);

    [Fact]
    public void Hostile_queries_are_refused_in_time()
    {
        Error("graphql.parse_query", string.Concat(Enumerable.Repeat("{a", 100_000)));
        Error("graphql.parse_query", "{a(x:" + new string('[', 100_000));
        Assert.False(Call("graphql.is_valid", "{ " + string.Concat(Enumerable.Repeat("hero(id: 1) { name } ", 20_000)), Schema).IsTrue);
    }
}
