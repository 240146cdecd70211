using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Platform.Cli.Bench.Scenarios;

/// <summary>Policies and data whose size is the point.</summary>
internal static class Generated
{
    /// <summary>Attribute rules of which one applies, three quarters down the list.</summary>
    public static Scenario Abac(int rules)
    {
        var policy = new StringBuilder("package bench\n\ndefault allow := false\n");
        for (var i = 0; i < rules; i++)
        {
            policy.Append(CultureInfo.InvariantCulture, $$"""

                allow if {
                	input.action == "action-{{i}}"
                	input.subject.department == "department-{{i}}"
                	input.resource.level <= {{i + 3}}
                }

                """);
        }
        var chosen = rules * 3 / 4;
        return new(
            $"abac-{rules.ToString(CultureInfo.InvariantCulture)}", policy.ToString(), "data.bench.allow",
            Invariant($$$"""{"action":"action-{{{chosen}}}","subject":{"id":"u-1","department":"department-{{{chosen}}}"},"resource":{"id":"r-1","level":2}}"""), "{}", "true");
    }

    public static Scenario ComprehensionJoin { get; } = new(
        "comprehension-join-1k",
        """
        package bench

        customer_of := {order.id: customer.name |
        	some order in data.orders
        	some customer in data.customers
        	customer.id == order.customer
        }

        joined := count(customer_of)
        """,
        "data.bench.joined", "{}",
        new JsonObject
        {
            ["orders"] = Array(1000, i => new JsonObject { ["id"] = i, ["customer"] = (i * 7) % 1000 }),
            ["customers"] = Array(1000, i => new JsonObject { ["id"] = i, ["name"] = Invariant($"customer {i}") }),
        }.ToJsonString(),
        "1000");

    public static Scenario PartialObject { get; } = new(
        "partial-object",
        """
        package bench

        grants[user] := roles if {
        	some user, entry in data.people
        	entry.active
        	roles := entry.roles
        }

        size := count(grants)
        """,
        "data.bench.size", "{}",
        new JsonObject
        {
            ["people"] = new JsonObject(Enumerable.Range(0, 200).Select(i => KeyValuePair.Create(
                Invariant($"user-{i}"), (JsonNode?)new JsonObject { ["active"] = i % 2 == 0, ["roles"] = new JsonArray("reader", Invariant($"team-{i % 10}")) }))),
        }.ToJsonString(),
        "100");

    public static Scenario Data100K { get; } = new(
        "data-100k",
        """
        package bench

        default allow := false

        allow if data.patients[input.patient].practice == input.practice
        """,
        "data.bench.allow", """{"patient":"p-77777","practice":"A77"}""",
        new JsonObject
        {
            ["patients"] = new JsonObject(Enumerable.Range(0, 100_000).Select(i => KeyValuePair.Create(
                Invariant($"p-{i}"), (JsonNode?)new JsonObject { ["practice"] = Invariant($"A{i % 100}"), ["active"] = true }))),
        }.ToJsonString(),
        "true");

    public static Scenario KubernetesAdmission { get; } = new(
        "kubernetes-admission",
        """
        package bench

        registries := {"registry.local/", "mirror.local/"}

        trusted(image) if {
        	some registry in registries
        	startswith(image, registry)
        }

        deny contains msg if {
        	some container in input.request.object.spec.containers
        	not trusted(container.image)
        	msg := sprintf("%s: image %s is from no trusted registry", [container.name, container.image])
        }

        deny contains msg if {
        	some container in input.request.object.spec.containers
        	container.securityContext.privileged
        	msg := sprintf("%s is privileged", [container.name])
        }

        deny contains "must not run as root" if not input.request.object.spec.securityContext.runAsNonRoot

        deny contains msg if {
        	required := {"app", "team"}
        	provided := {label | some label, _ in input.request.object.metadata.labels}
        	missing := required - provided
        	count(missing) > 0
        	msg := sprintf("labels are missing: %v", [missing])
        }

        limited if {
        	every container in input.request.object.spec.containers {
        		container.resources.limits.cpu
        		container.resources.limits.memory
        	}
        }

        deny contains "every container needs limits" if not limited

        response := {"allowed": count(deny) == 0, "messages": deny}
        """,
        "data.bench.response",
        new JsonObject
        {
            ["kind"] = "AdmissionReview",
            ["request"] = new JsonObject
            {
                ["operation"] = "CREATE",
                ["object"] = new JsonObject
                {
                    ["metadata"] = new JsonObject { ["name"] = "records", ["labels"] = new JsonObject { ["app"] = "records", ["team"] = "care" } },
                    ["spec"] = new JsonObject
                    {
                        ["securityContext"] = new JsonObject { ["runAsNonRoot"] = true },
                        ["containers"] = Array(3, i => new JsonObject
                        {
                            ["name"] = Invariant($"c{i}"),
                            ["image"] = i == 2 ? "elsewhere.example/c2:1" : Invariant($"registry.local/c{i}:1"),
                            ["securityContext"] = new JsonObject { ["privileged"] = false },
                            ["resources"] = new JsonObject { ["limits"] = new JsonObject { ["cpu"] = "500m", ["memory"] = "256Mi" } },
                        }),
                    },
                },
            },
        }.ToJsonString(),
        "{}", """{"allowed":false,"messages":["c2: image elsewhere.example/c2:1 is from no trusted registry"]}""");

    internal static JsonArray Array(int count, Func<int, JsonNode> item) => [.. Enumerable.Range(0, count).Select(item)];

    internal static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
