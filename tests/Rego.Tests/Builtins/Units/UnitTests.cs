using static Platform.Rego.Tests.Builtins.Calls;

namespace Platform.Rego.Tests.Builtins.Units;

public sealed class UnitTests
{
    [Theory]
    [InlineData("1m", "0.001")]
    [InlineData("1M", "1000000")]
    [InlineData("1Mi", "1048576")]
    [InlineData("1.5Ki", "1536")]
    [InlineData("2e3", "2000")]
    public void Small_and_large_m_differ(string text, string number) => Assert.Equal(Json(number), Call("units.parse", text));

    [Theory]
    [InlineData("10KB", "10000")]
    [InlineData("10KiB", "10240")]
    [InlineData("10k", "10000")]
    [InlineData("\"1 GB\"", "")]
    public void Bytes_take_both_families(string text, string number)
    {
        if (number.Length > 0)
        {
            Assert.Equal(Json(number), Call("units.parse_bytes", text));
        }
        else
        {
            Assert.Contains("spaces not allowed", Error("units.parse_bytes", text));
        }
    }
}
