using Platform.Rego.Values;

namespace Platform.Rego.Tests.Values;

public sealed class TextTests
{
    [Fact]
    public void Keeps_bytes_that_are_no_UTF8()
    {
        byte[] bytes = [0xFF, (byte)'a', 0xC3, 0xA9, 0xE2, 0x82, 0x80, 0xF0];
        Assert.Equal(bytes, Utf8Text.Encode(Utf8Text.Decode(bytes)));
    }

    [Fact]
    public void Keeps_random_bytes()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var bytes = new byte[random.Next(20)];
            random.NextBytes(bytes);
            Assert.Equal(bytes, Utf8Text.Encode(Utf8Text.Decode(bytes)));
        }
    }

    [Fact]
    public void Prints_values_in_Regos_syntax()
    {
        var value = Val.ObjectOf(("a", Val.SetOf(2, 1)), ("b", Val.From(RSet.Empty)), ("c", Val.ArrayOf(Val.Null, true, "q\"\n\u0001é")));
        Assert.Equal("""{"a": {1, 2}, "b": set(), "c": [null, true, "q\"\n\x01é"]}""", value.ToString());
    }

    [Fact]
    public void Counts_code_points() => Assert.Equal(3, Val.From("a😀b").Count);
}
