using System.Text.Json.Nodes;
using static Platform.Cli.Bench.Scenarios.Generated;

namespace Platform.Cli.Bench.Scenarios;

/// <summary>What an API behind a gateway asks: 200 routes, 30 roles of 20 permissions, care teams of 1,000 patients, reasons and obligations in the answer.</summary>
internal static class ZeroTrust
{
    private const int Routes = 200;
    private const int Roles = 30;
    private const int Permissions = 20;
    private const int Patients = 1000;

    public static Scenario Scenario { get; } = new(
        "zero-trust",
        """
        package bench

        route := data.routes[input.route]

        permitted if {
        	some role in input.subject.roles
        	route.action in data.roles[role].permissions
        }

        granted if route.service in data.workloads[input.actor]

        related if not route.patient

        related if input.subject.organisation in data.teams[input.resource.patient].organisations

        strong if input.subject.aal >= route.aal

        reasons contains "role_not_permitted" if not permitted

        reasons contains "workload_not_granted" if not granted

        reasons contains "no_relationship" if not related

        reasons contains "step_up" if not strong

        obligations := {"mask": object.get(data.masks, route.action, []), "audit": object.get(route, "audit", "normal")}

        decision := {"allow": true, "reasons": [], "obligations": obligations} if count(reasons) == 0

        decision := {"allow": false, "reasons": reasons, "obligations": {}} if count(reasons) > 0
        """,
        "data.bench.decision",
        new JsonObject
        {
            ["route"] = "GET /r123/{id}",
            ["actor"] = "gateway",
            ["subject"] = new JsonObject { ["id"] = "u-1", ["roles"] = new JsonArray("role-3", "role-12"), ["organisation"] = "RXX01", ["aal"] = 2 },
            ["resource"] = new JsonObject { ["type"] = "note", ["id"] = "n-1", ["patient"] = "p-777" },
        }.ToJsonString(),
        new JsonObject
        {
            ["routes"] = new JsonObject(Enumerable.Range(0, Routes).Select(i => KeyValuePair.Create(
                Invariant($"GET /r{i}/{{id}}"),
                (JsonNode?)new JsonObject { ["action"] = Invariant($"action-{i % 100}"), ["service"] = "records", ["patient"] = true, ["aal"] = 1 + (i % 2), ["audit"] = "normal" }))),
            ["roles"] = new JsonObject(Enumerable.Range(0, Roles).Select(i => KeyValuePair.Create(
                Invariant($"role-{i}"), (JsonNode?)new JsonObject { ["permissions"] = Array(Permissions, n => Invariant($"action-{((i * 10) + n) % 100}")) }))),
            ["workloads"] = new JsonObject { ["gateway"] = new JsonArray("referrals", "records"), ["referrals"] = new JsonArray("records") },
            ["teams"] = new JsonObject(Enumerable.Range(0, Patients).Select(i => KeyValuePair.Create(
                Invariant($"p-{i}"), (JsonNode?)new JsonObject { ["organisations"] = new JsonArray(Invariant($"A{i % 50}"), "RXX01") }))),
            ["masks"] = new JsonObject { ["action-23"] = new JsonArray("/thirdPartyInformation") },
        }.ToJsonString(),
        """{"allow":true,"reasons":[],"obligations":{"mask":["/thirdPartyInformation"],"audit":"normal"}}""");
}
