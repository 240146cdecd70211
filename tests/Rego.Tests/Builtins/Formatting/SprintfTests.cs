using static Platform.Rego.Tests.Builtins.Calls;

namespace Platform.Rego.Tests.Builtins.Formatting;

public sealed class SprintfTests
{
    [Theory]
    [InlineData("%d|%5d|%-5d|%05d|%+d", "[42,42,42,42,42]", "42|   42|42   |00042|+42")]
    [InlineData("%x|%X|%#x|%o|%b", "[255,255,255,8,5]", "ff|FF|0xff|10|101")]
    [InlineData("%s|%10s|%-10s|%.2s|%q", """["go","go","go","golang","a\"b"]""", "go|        go|go        |go|\"a\\\"b\"")]
    [InlineData("%f|%.2f|%e|%g", "[1.5,3.14159,123456.5,1e21]", "1.500000|3.14|1.234565e+05|1e+21")]
    [InlineData("%v %v", "[true,null]", "true null")]
    [InlineData("%v|%s", """[{"a":[1,"x"]},[1,2]]""", """{"a": [1, "x"]}|[1, 2]""")]
    [InlineData("%%", "[]", "%")]
    [InlineData("%d", "[]", "%!d(MISSING)")]
    [InlineData("a", "[1]", "a%!(EXTRA int=1)")]
    [InlineData("%[2]d %[1]d", "[1,2]", "2 1")]
    [InlineData("%*d", "[5,42]", "   42")]
    [InlineData("%!", "[1]", "%!!(int=1)")]
    [InlineData("%d|%s", "[123456789012345678901234567890,1]", "123456789012345678901234567890|%!s(int=1)")]
    [InlineData("%", "[]", "%!(NOVERB)")]
    public void Verbs_mean_what_Go_says(string format, string arguments, string text) =>
        Assert.Equal(text, Call("sprintf", format, Json(arguments)).AsString());

    [Fact]
    public void Huge_widths_are_not_made() => Assert.True(Call("sprintf", "%999999999999d", Json("[1]")).AsString().Length < 10_000_000);
}
