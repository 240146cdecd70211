using System.Text.Json.Nodes;
using Platform.Testing;

namespace Platform.EndToEnd.Tests;

/// <summary>What the demo and the start-up check find, they must be able to find: here there is something.</summary>
public sealed class Control
{
    // Of each round all are off at once, and each has steps of its own: those must fail, and every step that is about none of them must pass.
    private static readonly (string Defence, string Step)[][] Rounds =
    [
        [("algorithm", "E04"), ("grants", "E12"), ("grants", "E13"), ("filter", "E24"), ("mask", "E54")],
        [("time", "E05"), ("type", "E06"), ("exchange", "E08"), ("relationship", "E18"), ("relationship", "E23"), ("relationship", "E24")],
        [("audience", "E06"), ("proof", "E07"), ("proof", "E08"), ("proof", "E12")],
    ];

    // About doors that stay closed whatever records does.
    private static readonly string[] Elsewhere = ["E01", "E02", "E10", "E27"];

    [Fact]
    [Trait("requirement", "DE-03")]
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

        // Each has a record of its own, and one that stayed closed has none.
        (exitCode, output, errors) = await PlatformCommand.RunAsync(platform.State, "exposures", "--json");
        Assert.True(exitCode == 1, output + errors);
        var exposures = JsonNode.Parse(output)!.AsArray().Select(exposure => $"{exposure!["operation"]} as {exposure["identity"]}").ToList();
        Assert.Contains("records GET /patients/{id} on app+stolen-token as noToken", exposures);
        Assert.DoesNotContain(exposures, exposure => exposure.StartsWith("referrals ", StringComparison.Ordinal));
        Assert.Equal(exposures.Count, exposures.Distinct().Count());

        // It also listens where nobody declared it, and nobody else does.
        (exitCode, output, errors) = await PlatformCommand.RunAsync(platform.State, "probe", "--json");
        Assert.True(exitCode == 1, output + errors);
        var found = Assert.Single(JsonNode.Parse(output)!["ports"]!.AsArray(), port => port!["finding"] is not null)!;
        Assert.Equal("records", (string)found["process"]!);
        Assert.Equal("nobody declared this port", (string)found["finding"]!);
    }

    [Fact]
    public async Task Each_defence_that_is_off_is_missed_by_its_step_of_the_exam_and_by_no_other()
    {
        await using var platform = await ControlledPlatform.StartAsync("records-switched");
        await platform.Resources.WaitForResourceHealthyAsync("gateway", TestContext.Current.CancellationToken);
        var steps = Rounds.SelectMany(round => round).Select(pair => pair.Step).Concat(Elsewhere).Distinct().ToArray();
        Assert.True(Rounds.SelectMany(round => round).Select(pair => pair.Defence).Distinct().Count() >= 10);

        foreach (var round in Rounds)
        {
            await File.WriteAllLinesAsync(Path.Combine(platform.State, "records", "switched-off"), round.Select(pair => pair.Defence), TestContext.Current.CancellationToken);
            // Four hundred timed calls; once without and once with the defence is enough.
            var asked = steps.Where(step => step != "E18" || round == Rounds[0] || round == Rounds[1]);
            var (exitCode, output, errors) = await PlatformCommand.RunAsync(platform.State, "exam", "--json", "--only", string.Join(',', asked));

            Assert.True(exitCode == 1 && output.Trim().Length > 0, $"{exitCode} without {string.Join(", ", round)}{Environment.NewLine}{errors}");
            foreach (var step in JsonNode.Parse(output)!["steps"]!.AsArray())
            {
                var (id, outcome) = ((string)step!["id"]!, (string)step["outcome"]!);
                Assert.True(round.Any(pair => pair.Step == id) ? outcome is "leaked" or "failed" : outcome == "passed",
                    $"{id} {outcome} without {string.Join(", ", round.Select(pair => pair.Defence).Distinct())}{Environment.NewLine}{errors}");
            }
        }
    }

    [Fact]
    public async Task A_route_without_a_binding_keeps_its_service_from_starting_and_is_named()
    {
        await using var platform = await ControlledPlatform.StartAsync("records-unbound");

        await Eventually.True(() => platform.LogOf("records").Contains("/patients/{id}/export", StringComparison.Ordinal), "the log names the route", TimeSpan.FromSeconds(90));
        Assert.False(platform.Resources.TryGetCurrentState("records", out var state) && state.Snapshot.HealthStatus == Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy);
    }
}
