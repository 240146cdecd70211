using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Values;

public sealed class JsonReaderTests
{
    [Theory]
    [InlineData("""{"a":[1,-2.50,true,false,null,"x"],"b":{}}""")]
    [InlineData("[]")]
    [InlineData("\"\\u2028\"")]
    [InlineData("1e400")]
    public void Reads_what_the_writer_writes(string json) => Assert.Equal(json, Val.Parse(json).ToJson());

    [Fact]
    public void Sorts_keys_and_turns_sets_and_other_keys_into_text()
    {
        var value = Val.ObjectOf((Val.From("b"), Val.SetOf(3, 1)), (Val.From(2), "two"), (Val.ArrayOf(1, "x"), true));
        Assert.Equal("""{"2":"two","[1,\"x\"]":true,"b":[1,3]}""", value.ToJson());
    }

    [Theory]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    [InlineData("\"\\ud800\"", "\uFFFD")]
    [InlineData("\"\\ud800x\"", "\uFFFDx")]
    [InlineData("\"\\udc00\\ud800\"", "\uFFFD\uFFFD")]
    [InlineData("\"\\ud800\\u0041\"", "\uFFFDA")]
    [InlineData("\"a\\/\\b\\f\\n\\r\\t\\\\\\\"\"", "a/\b\f\n\r\t\\\"")]
    public void Decodes_escapes(string json, string text) => Assert.Equal(text, Val.Parse(json).AsString());

    [Fact]
    public void Replaces_invalid_UTF8() => Assert.Equal("a\uFFFD\uFFFDb", Val.Parse([(byte)'"', (byte)'a', 0xFF, 0xC3, (byte)'b', (byte)'"']).AsString());

    [Fact]
    public void Keeps_the_last_of_equal_keys() => Assert.Equal(Val.From(2), Val.Parse("""{"a":1,"a":2}""")["a"]);

    [Theory]
    [InlineData("", "unexpected end of JSON input")]
    [InlineData("{", "unexpected end of JSON input")]
    [InlineData("[1,]", "invalid character ']' looking for beginning of value")]
    [InlineData("{\"a\" 1}", "invalid character '1' after object key")]
    [InlineData("{\"a\":1 2}", "invalid character '2' after object key:value pair")]
    [InlineData("[1 2]", "invalid character '2' after array element")]
    [InlineData("{,}", "invalid character ',' looking for beginning of object key string")]
    [InlineData("nul", "unexpected end of JSON input")]
    [InlineData("nulx", "invalid character 'x' in literal null (expecting 'l')")]
    [InlineData("1 2", "invalid character '2' after top-level value")]
    [InlineData("01", "invalid character '1' after top-level value")]
    [InlineData("1.", "unexpected end of JSON input")]
    [InlineData("1.x", "invalid character 'x' after decimal point in numeric literal")]
    [InlineData("-x", "invalid character 'x' in numeric literal")]
    [InlineData("\"\\q\"", "invalid character 'q' in string escape code")]
    [InlineData("\"\n\"", "invalid character '\\n' in string literal")]
    public void Says_what_Go_says_about_malformed_text(string json, string message) =>
        Assert.Equal(message, Assert.Throws<JsonFormatException>(() => Val.Parse(json)).Message);

    [Theory]
    [InlineData("1e10001")]
    [InlineData("1e-99999999999999999999")]
    [InlineData("[1,2,3,4,5]")]
    [InlineData("[[[[[1]]]]]")]
    [InlineData("\"a string that is longer than the limit of bytes that the test sets\"")]
    public void Ends_at_its_limits(string json)
    {
        var limits = new JsonLimits { MaxBytes = 40, MaxDepth = 4, MaxValues = 5 };
        Assert.True(Assert.Throws<JsonFormatException>(() => JsonReader.Read(json, limits)).IsLimit);
    }

    [Fact]
    public void Never_fails_otherwise_on_mutated_texts()
    {
        var random = new Random(20_26);
        var seed = Encoding.UTF8.GetBytes("""{"a":[1,-2.5e10,true,false,null,"x\u00e9\ud83d\ude00\n"],"b":{"c":[[[]],{}]},"é":"😀"}""");
        for (var round = 0; round < 20_000; round++)
        {
            var text = seed.ToArray();
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                text[random.Next(text.Length)] = (byte)random.Next(256);
            }

            var cut = text.AsSpan(0, random.Next(text.Length + 1));
            try
            {
                var value = JsonReader.Read(cut);
                Assert.Equal(value, Val.Parse(value.ToJson()));
            }
            catch (JsonFormatException)
            {
                // The text was not JSON.
            }
        }
    }
}
