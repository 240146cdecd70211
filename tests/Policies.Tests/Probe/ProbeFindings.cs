using System.Net;
using Platform.Cli.Demo;
using Platform.Cli.Probe;

namespace Platform.Policies.Tests.Probe;

[Trait("requirement", "DE-04")]
public sealed class ProbeFindings
{
    [Theory]
    [InlineData("policy", "records.patient.read", false)]
    [InlineData("public", null, false)]
    [InlineData("policy", null, true)]
    [InlineData("policy", "", true)]
    [InlineData("", null, true)]
    [InlineData("Public", null, true)]
    public void A_route_is_found_when_its_label_does_not_say_who_may_call_it(string label, string? action, bool isFound)
    {
        var inventory = new Inventory("records", "records", [], [new Inventory.Route("GET", "/patients/{id}", "app", label, action)]);
        Assert.Equal(isFound, Assert.Single(RouteLabels.Check([inventory])).Finding is not null);
    }

    [Theory]
    [InlineData("127.0.0.1", 5001, null)]
    [InlineData("::1", 5001, null)]
    [InlineData("0.0.0.0", 5001, "it listens beyond loopback")]
    [InlineData("::", 5001, "it listens beyond loopback")]
    [InlineData("127.0.0.1", 5002, "nobody declared this port")]
    public void A_port_is_found_when_nobody_declared_it_or_others_reach_it(string address, int port, string? finding)
    {
        var seen = DeclaredPorts.Judge("records", new IPEndPoint(IPAddress.Parse(address), port), new Dictionary<int, string> { [5001] = "app" });
        Assert.Equal(finding, seen.Finding);
    }
}
