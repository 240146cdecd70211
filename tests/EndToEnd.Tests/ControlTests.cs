using System.Text.Json.Nodes;
using Platform.Testing;

namespace Platform.EndToEnd.Tests;

/// <summary>What the demo and the start-up check find, they must be able to find: here there is something.</summary>
public sealed class Control
{
    [Fact]
    [Trait("requirement", "DE-04")]
    public async Task A_service_that_does_not_enforce_is_reported_as_leaking_by_route()
    {
        await using var platform = await ControlledPlatform.StartAsync("records-open");
        await platform.Resources.WaitForResourceHealthyAsync("gateway", TestContext.Current.CancellationToken);

        var (exitCode, output, errors) = await PlatformCommand.RunAsync(platform.State, "demo", "--json");

        Assert.NotEqual(0, exitCode);
        Assert.True(output.Trim().Length > 0, errors);
        var breach = JsonNode.Parse(output)!["breach"]!;
        Assert.True((int)breach["leaked"]! >= 1);
        var routes = breach["leaks"]!.AsArray().Select(leak => (string)leak!["route"]!).ToHashSet();
        Assert.Contains("records GET /patients/{id}", routes);
        // Through the gateway, records is as open; what belongs to referrals stays closed.
        Assert.All(routes, route => Assert.Matches("^(records |gateway [A-Z]+ /patients)", route));

        // The steps that are about what records enforces must see it; those about other doors must not.
        string[] open = ["E04", "E05", "E06", "E07", "E08", "E12", "E13", "E18", "E54"];
        string[] closed = ["E01", "E02", "E10", "E27"];
        (exitCode, output, errors) = await PlatformCommand.RunAsync(platform.State, "exam", "--json", "--only", string.Join(',', open.Concat(closed)));
        Assert.True(exitCode == 1, errors);
        var outcomes = JsonNode.Parse(output)!["steps"]!.AsArray().ToDictionary(step => (string)step!["id"]!, step => (string)step!["outcome"]!);
        Assert.All(open, id => Assert.True(outcomes[id] is "leaked" or "failed", $"{id} {outcomes[id]}{Environment.NewLine}{errors}"));
        Assert.All(closed, id => Assert.True(outcomes[id] == "passed", $"{id} {outcomes[id]}{Environment.NewLine}{errors}"));

        // It also listens where nobody declared it, and nobody else does.
        (exitCode, output, errors) = await PlatformCommand.RunAsync(platform.State, "probe", "--json");
        Assert.True(exitCode == 1, output + errors);
        var found = Assert.Single(JsonNode.Parse(output)!["ports"]!.AsArray(), port => port!["finding"] is not null)!;
        Assert.Equal("records", (string)found["process"]!);
        Assert.Equal("nobody declared this port", (string)found["finding"]!);
    }

    [Fact]
    public async Task A_route_without_a_binding_keeps_its_service_from_starting_and_is_named()
    {
        await using var platform = await ControlledPlatform.StartAsync("records-unbound");

        await Eventually.True(() => platform.LogOf("records").Contains("/patients/{id}/export", StringComparison.Ordinal), "the log names the route", TimeSpan.FromSeconds(90));
        Assert.False(platform.Resources.TryGetCurrentState("records", out var state) && state.Snapshot.HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy);
    }
}
