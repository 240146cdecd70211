using static Platform.Rego.Tests.Builtins.Calls;

namespace Platform.Rego.Tests.Builtins.Network;

public sealed class CidrTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.1.2.3", true)]
    [InlineData("10.0.0.0/8", "10.1.0.0/16", true)]
    [InlineData("10.1.0.0/16", "10.0.0.0/8", false)]
    [InlineData("2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    public void Networks_contain_addresses_and_networks(string network, string inner, bool contains) =>
        Assert.Equal(contains, Call("net.cidr_contains", network, inner).IsTrue);

    [Theory]
    [InlineData("""["192.0.2.0/25","192.0.2.128/25"]""", """["192.0.2.0/24"]""")]
    [InlineData("""["10.0.0.0/8","10.1.0.0/16"]""", """["10.0.0.0/8"]""")]
    [InlineData("""["2001:db8::/33","2001:db8:8000::/33"]""", """["2001:db8::/32"]""")]
    public void Neighbours_merge(string networks, string merged) =>
        Assert.Equal(Json(merged), Json(Call("net.cidr_merge", Json(networks)).ToJson()));

    [Fact]
    public void Networks_expand_to_their_addresses_within_bounds()
    {
        Assert.Equal(Json("""["192.0.2.0","192.0.2.1","192.0.2.2","192.0.2.3"]"""), Json(Call("net.cidr_expand", "192.0.2.1/30").ToJson()));
        Error("net.cidr_expand", "::/0");
    }

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0/8")]
    [InlineData("010.0.0.0/8")]
    [InlineData("::g/8")]
    public void Wrong_networks_are_errors(string network)
    {
        Error("net.cidr_contains", network, "10.0.0.1");
        Assert.False(Call("net.cidr_is_valid", network).IsTrue);
    }
}
