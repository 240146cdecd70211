using Platform.Rego.Values;
using static Platform.Rego.Tests.Builtins.Calls;

namespace Platform.Rego.Tests.Builtins.Glob;

public sealed class GlobTests
{
    [Theory]
    [InlineData("*.github.com", "api.github.com", true)]
    [InlineData("*.github.com", "api.cdn.github.com", false)]
    [InlineData("**.github.com", "api.cdn.github.com", true)]
    [InlineData("api.{cdn,edge}.com", "api.edge.com", true)]
    [InlineData("[a-c]at", "bat", true)]
    [InlineData("[!a-c]at", "bat", false)]
    [InlineData("[!a-c]at", "rat", true)]
    [InlineData("?at", "at", false)]
    [InlineData("?at", ".at", false)]
    [InlineData(@"\*", "*", true)]
    public void Separators_stop_one_star_but_not_two(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Call("glob.match", pattern, Val.ArrayOf("."), text).IsTrue);

    [Fact]
    public void Without_delimiters_null_and_the_empty_array_differ()
    {
        Assert.True(Call("glob.match", "*", Val.Null, "a.b").IsTrue);
        Assert.False(Call("glob.match", "*", Json("[]"), "a.b").IsTrue);
        Assert.Equal(@"\*\{a\}", Call("glob.quote_meta", "*{a}").AsString());
    }

    [Fact]
    public void Many_stars_take_linear_time() =>
        Assert.False(Call("glob.match", string.Concat(Enumerable.Repeat("*a", 200)) + "b", Val.Null, new string('a', 5000)).IsTrue);
}
