using System.Diagnostics;
using static Platform.Rego.Tests.Builtins.Calls;

namespace Platform.Rego.Tests.Builtins.RegularExpressions;

public sealed class RegexTests
{
    [Theory]
    [InlineData("a|ab", "ab", true)]
    [InlineData("^b$", "a\nb", false)]
    [InlineData("(?m)^b$", "a\nb", true)]
    [InlineData("a.c", "a\nc", false)]
    [InlineData("(?s)a.c", "a\nc", true)]
    [InlineData("(?i)straße", "STRAßE", true)]
    [InlineData("(?i)k", "\u212A", true)]
    [InlineData(@"^\d+$", "٣", false)]
    [InlineData(@"\bé\b", "é", false)]
    [InlineData(@"^\pL+$", "éa", true)]
    [InlineData(@"^\p{Greek}$", "λ", true)]
    [InlineData(@"^[[:alpha:]]+$", "abé", false)]
    [InlineData(@"^\Qa.b\E$", "a.b", true)]
    [InlineData(@"^.$", "😀", true)]
    [InlineData(@"^\x{1F600}$", "😀", true)]
    [InlineData(@"a$", "a\n", false)]
    [InlineData("b😀", "ab😀c", true)]
    [InlineData("b😀", "ab😁c", false)]
    public void Patterns_mean_what_RE2_says(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Call("regex.match", pattern, text).IsTrue);

    [Theory]
    [InlineData("a(", "missing closing ): `a(`")]
    [InlineData("a)", "unexpected ): `a)`")]
    [InlineData("[b-a]", "invalid character class range: `b-a`")]
    [InlineData("*", "missing argument to repetition operator: `*`")]
    [InlineData("a**", "invalid nested repetition operator: `**`")]
    [InlineData("a{1001}", "invalid repeat count: `{1001}`")]
    [InlineData("(?=a)", "invalid or unsupported Perl syntax: `(?=`")]
    [InlineData(@"\1", @"invalid escape sequence: `\1`")]
    [InlineData(@"\pX", @"invalid character class range: `\pX`")]
    [InlineData("[a", "missing closing ]: `[a`")]
    public void What_RE2_refuses_is_refused_in_its_words(string pattern, string problem)
    {
        Assert.Contains(problem, Error("regex.match", pattern, "a"));
        Assert.False(Call("regex.is_valid", pattern).IsTrue);
    }

    [Theory]
    [InlineData("(a*)*b")]
    [InlineData("(a|a)*b")]
    [InlineData("(a|aa)+$")]
    [InlineData("(.*)(.*)(.*)(.*)(.*)b")]
    [InlineData("((a{0,20}){0,20})b")]
    public void Time_is_linear_in_the_text(string pattern)
    {
        var watch = Stopwatch.StartNew();
        Assert.False(Call("regex.match", pattern, new string('a', 10_000) + "!").IsTrue);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
    }

    [Theory]
    [InlineData("(((((a{100}){100}){100}){100}){100})")]
    [InlineData("((a{1000}){1000})")]
    public void Programs_that_would_be_huge_are_refused(string pattern) => Assert.Contains("error parsing regexp", Error("regex.match", pattern, "a"));

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.Contains("nests too deeply", Error("regex.match", new string('(', 5000) + new string(')', 5000), "a"));

    [Fact]
    public void Replacements_split_and_find_as_in_Go()
    {
        Assert.Equal("-ab-", Call("regex.replace", "ab", "(a)(b)", "-$1${2}$3-").AsString());
        Assert.Equal("-a-b-", Call("regex.replace", "ab", "x*", "-").AsString());
        Assert.Equal(Json("""["a","b","c"]"""), Call("regex.split", " +", "a b  c"));
        Assert.Equal(Json("""["a","","c"]"""), Call("regex.split", ",", "a,,c"));
        Assert.Equal(Json("""[["ab","a"],["cb","c"]]"""), Call("regex.find_all_string_submatch_n", "(.)b", "abcb", -1));
        Assert.Equal(Json("""["a"]"""), Call("regex.find_n", "a", "aaa", 1));
    }
}
