using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Testing;

namespace Platform.EndToEnd.Tests.Publish;

public sealed class KubernetesManifests
{
    private static Task<Published> WriteAsync(params string[] more) => Published.WriteAsync("kubernetes", more);

    [Fact]
    public async Task Have_every_resource_and_every_reference_of_the_topology()
    {
        using var published = await WriteAsync();
        var topology = await Topology.ReadAsync();

        Assert.True(topology.References.Count > 100);
        Assert.Empty(Completeness.MissingFromKubernetes(topology, published));
    }

    [Theory]
    [InlineData("StatefulSet", "records", "records")]
    [InlineData("Configuration", "gateway", "gateway-dapr")]
    [InlineData("RabbitmqCluster", "messaging", "messaging")]
    [InlineData("ConfigMap", "parameters", "messaging-user")]
    public async Task Without_one_of_them_something_is_found_missing(string kind, string name, string resource)
    {
        using var published = await WriteAsync();
        using var less = published.Without(kind, name);

        Assert.Contains(resource, Completeness.MissingFromKubernetes(await Topology.ReadAsync(), less));
    }

    [Fact]
    public async Task Without_one_variable_a_reference_is_found_missing()
    {
        using var published = await WriteAsync();
        var variables = Completeness.Container(published, "records")!["env"]!.AsArray();
        variables.Remove(variables.Single(variable => (string?)variable!["name"] == "Ledger__Endpoint"));

        Assert.Equal(["records Ledger__Endpoint → ledger control"], Completeness.MissingFromKubernetes(await Topology.ReadAsync(), published));
    }

    [Fact]
    public async Task Leave_out_only_what_they_say()
    {
        using var published = await WriteAsync();
        Assert.Equal(["breach", "messaging-password"], published.Report["leftOut"]!.AsArray().Select(left => (string)left!["resource"]!));
    }

    [Fact]
    public async Task Name_nothing_that_is_neither_in_them_nor_listed_as_needed()
    {
        using var published = await WriteAsync();
        var named = published.Objects.SelectMany(found => Published.Within(found)).OfType<JsonObject>().SelectMany(node => new[]
        {
            ("Secret", (string?)(node["secretKeyRef"] as JsonObject)?["name"]), ("Secret", (string?)(node["secret"] as JsonObject)?["secretName"]), ("Secret", (string?)(node["secret"] as JsonObject)?["name"]),
            ("ConfigMap", (string?)(node["configMap"] as JsonObject)?["name"]), ("ServiceAccount", node["serviceAccountName"]?.GetValue<string>()),
            ("Service", node["serviceName"]?.GetValue<string>()), ("Configuration", node["dapr.io/config"]?.GetValue<string>()),
            ("Secret", node["dapr.io/api-token-secret"]?.GetValue<string>()), ("Secret", node["dapr.io/app-token-secret"]?.GetValue<string>()),
        }).Where(found => found.Item2 is not null).Distinct().ToList();

        Assert.True(named.Count > 40);
        Assert.DoesNotContain(named, found => published.Find(found.Item1, found.Item2!) is null && !Completeness.Needed(published, found.Item1, found.Item2!));
        // And nothing is asked for that nobody reads, but for the certificates and users that the broker's operator is told of.
        Assert.All(published.Report["needs"]!.AsArray(), need => Assert.Contains(
            named.Append(("Secret", "messaging-tls")), found => found.Item1 == (string?)need!["kind"] && found.Item2 == (string?)need["name"]));
    }

    [Fact]
    public async Task Hold_no_secret_even_where_one_is_configured()
    {
        const string canary = "canary-0f6c1b6e9a";
        using var state = new TemporaryDirectory();
        using var command = PlatformCommand.Start(state.Path, new Dictionary<string, string>
        {
            ["Parameters__records-dapr-token"] = canary, ["Parameters__database-password"] = canary, ["Parameters__records_app_token"] = canary,
            ["ConnectionStrings__messaging-referrals"] = canary,
        }, "publish", "--target", "kubernetes", "--output", state["out"]);

        Assert.Equal(0, await command.ExitAsync());
        Assert.DoesNotContain(canary, command.Output + command.Errors, StringComparison.Ordinal);
        Assert.All(Directory.EnumerateFiles(state["out"], "*", SearchOption.AllDirectories), file => Assert.DoesNotContain(canary, File.ReadAllText(file), StringComparison.Ordinal));
        Assert.All(Directory.EnumerateFiles(state["out"], "*.yaml").SelectMany(Published.Read), found => Assert.NotEqual("Secret", (string?)found["kind"]));
    }

    [Fact]
    public async Task Are_the_same_each_time()
    {
        using var once = await WriteAsync();
        using var twice = await WriteAsync();
        Assert.Equal(once.Files(), twice.Files());
    }

    [Fact]
    public async Task Give_each_operation_to_those_whom_the_sidecars_of_this_machine_let_in()
    {
        using var published = await WriteAsync("--namespace", "referral-team");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "AppHost/dapr/config")))
        {
            var here = Published.Read(file).Single();
            var there = published.Find("Configuration", Path.GetFileNameWithoutExtension(file))!;
            Assert.All(there["spec"]!["accessControl"]!["policies"]?.AsArray() ?? [], policy => Assert.Equal("referral-team", (string?)policy!["namespace"]));
            Assert.Equal(
                here["spec"]!.ToJsonString(), there["spec"]!.ToJsonString().Replace("\"namespace\":\"referral-team\"", "\"namespace\":\"default\"", StringComparison.Ordinal));
        }

        Assert.All(published.Objects.Where(found => (string?)found["kind"] != "Kustomization"), found => Assert.Equal("referral-team", (string?)found["metadata"]!["namespace"]));
    }

    [Fact]
    public async Task Run_nothing_as_root_with_rights_or_without_limits()
    {
        using var published = await WriteAsync();
        Assert.All(published.Of("StatefulSet"), workload =>
        {
            var pod = workload["spec"]!["template"]!["spec"]!;
            Assert.False((bool)pod["automountServiceAccountToken"]!);
            Assert.True((bool)pod["securityContext"]!["runAsNonRoot"]!);
            Assert.Equal("RuntimeDefault", (string?)pod["securityContext"]!["seccompProfile"]!["type"]);
            Assert.All(pod["containers"]!.AsArray(), container =>
            {
                var context = container!["securityContext"]!;
                Assert.True((bool)context["readOnlyRootFilesystem"]!);
                Assert.False((bool)context["allowPrivilegeEscalation"]!);
                Assert.Equal("""["ALL"]""", context["capabilities"]!["drop"]!.ToJsonString());
                Assert.NotNull(container["resources"]!["limits"]!["memory"]);
                Assert.All(["startupProbe", "livenessProbe", "readinessProbe"], probe => Assert.NotNull(container[probe]));
            });
        });
    }

    [Fact]
    public async Task Let_nothing_but_a_sidecar_reach_a_port_that_a_token_alone_guards()
    {
        using var published = await WriteAsync();
        Assert.Equal("8080", Setting(published, "records", "Listen__App"));
        Assert.All(published.Of("StatefulSet").SelectMany(workload => workload["spec"]!["template"]!["spec"]!["containers"]![0]!["ports"]!.AsArray()), port => Assert.NotEqual(8080, (int)port!["containerPort"]!));
        Assert.All(published.Of("Service").SelectMany(service => service["spec"]!["ports"]?.AsArray() ?? []), port => Assert.NotEqual(8080, (int)port!["port"]!));
        Assert.All(published.Of("NetworkPolicy"), policy => Assert.DoesNotContain("\"port\":8080", policy.ToJsonString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Obey_the_schemas_of_Kubernetes()
    {
        using var published = await WriteAsync();
        var own = published.Objects.Where(found => (string?)found["apiVersion"] is { } version && !version.StartsWith("dapr.io/", StringComparison.Ordinal) && !version.Contains("rabbitmq", StringComparison.Ordinal) && !version.StartsWith("kustomize", StringComparison.Ordinal)).ToList();
        using var schemas = await KubernetesSchemas.InstallAsync();

        Assert.Equal("", await schemas.ErrorsOfAsync(own));

        var wrong = own.Single(found => (string?)found["kind"] == "StatefulSet" && (string?)found["metadata"]!["name"] == "records");
        wrong["spec"]!["replicas"] = "one";
        wrong["spec"]!["template"]!["spec"]!["contianers"] = new JsonArray();
        var errors = await schemas.ErrorsOfAsync([wrong]);
        Assert.Contains("replicas", errors, StringComparison.Ordinal);
        Assert.Contains("contianers", errors, StringComparison.Ordinal);
    }

    private static string? Setting(Published published, string process, string variable) =>
        (string?)Completeness.Container(published, process)!["env"]!.AsArray().Single(one => (string?)one!["name"] == variable)!["value"];
}
