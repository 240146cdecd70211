using System.Text.Json.Nodes;

namespace Platform.EndToEnd.Tests.Publish;

/// <summary>Who may connect to whom: nobody, but for the topology's references and the calls that access control allows.</summary>
public sealed class NetworkEdges
{
    private const string Name = "app.kubernetes.io/name";

    [Fact]
    public async Task Everything_is_denied_where_no_policy_allows_it()
    {
        using var published = await Published.WriteAsync("kubernetes");
        var spec = published.Find("NetworkPolicy", "default-deny")!["spec"]!;
        Assert.Equal("""{"podSelector":{},"policyTypes":["Ingress","Egress"]}""", spec.ToJsonString());
    }

    [Fact]
    public async Task In_the_cluster_are_exactly_those_of_the_topology_on_both_sides()
    {
        using var published = await Published.WriteAsync("kubernetes");
        var expected = await ExpectedAsync(published);

        Assert.True(expected.Count > 20);
        Assert.Equal(expected, Allowed(published, "ingress", "from").Order());
        Assert.Equal(expected, Allowed(published, "egress", "to").Order());
    }

    [Fact]
    public async Task One_that_is_added_is_noticed()
    {
        using var published = await Published.WriteAsync("kubernetes");
        published.Find("NetworkPolicy", "records")!["spec"]!["ingress"]!.AsArray().Add(JsonNode.Parse("""{"from":[{"podSelector":{"matchLabels":{"app.kubernetes.io/name":"ledger"}}}],"ports":[{"port":50002}]}"""));
        Assert.Equal(["ledger → records:50002"], Allowed(published, "ingress", "from").Except(await ExpectedAsync(published)));
    }

    [Fact]
    public async Task From_anywhere_lead_only_to_the_pages_for_people()
    {
        using var published = await Published.WriteAsync("kubernetes");
        var open = from policy in published.Of("NetworkPolicy")
                   from rule in policy["spec"]!["ingress"]?.AsArray() ?? []
                   where rule!["from"] is null
                   from port in rule["ports"]!.AsArray()
                   select $"{policy["metadata"]!["name"]}:{port!["port"]}";
        Assert.Equal(["dashboard:7445", "gateway:7443", "identity:7444"], open.Order());
    }

    [Fact]
    public async Task In_compose_share_a_network_only_with_those_that_they_connect()
    {
        using var published = await Published.WriteAsync("compose");
        var file = published.Objects.Single();
        var services = file["services"]!.AsObject();
        var edges = (await ExpectedAsync(published)).Select(edge => edge.Split(" → ")).Select(edge => (From: edge[0], To: edge[1].Split(':')[0])).Distinct().ToList();
        foreach (var (network, settings) in file["networks"]!.AsObject().Where(network => network.Key != "outside"))
        {
            Assert.True((bool)settings!["internal"]!, network);
            Assert.Equal(
                edges.Where(edge => edge.To == network).Select(edge => edge.From).Append(network).Order(),
                services.Where(service => service.Value!["networks"]?.AsArray().Any(joined => (string?)joined == network) == true).Select(service => service.Key).Order());
        }

        Assert.Equal(["dashboard", "gateway", "identity"], services.Where(service => service.Value!["ports"] is not null).Select(service => service.Key).Order());
    }

    // The callers that a callee's access control names, with at least one operation, connect to its sidecar; everything else is a reference of the model.
    private static async Task<List<string>> ExpectedAsync(Published published)
    {
        var topology = await Topology.ReadAsync();
        var port = (string host, string endpoint) => (host, endpoint) switch
        {
            (_, "control") => 8443, (_, "bootstrap") => 8444, ("identity", "browser") => 7444, ("messaging", "tcp") => 5671, ("database", "tcp") => 5432,
            _ => throw new InvalidOperationException($"{host} {endpoint}"),
        };
        var referenced = topology.References.Where(reference => reference.Connects)
            .Select(reference => $"{Topology.Pod(reference.From)} → {Topology.Pod(reference.To)}:{port(reference.To, reference.Name)}");
        var called = from callee in topology.WithSidecar
                     let file = Path.Combine(Platform.Testing.RepositoryRoot.Path, "AppHost/dapr/config", $"{callee}.yaml")
                     from policy in Published.Read(file).Single()["spec"]!["accessControl"]!["policies"]?.AsArray() ?? []
                     select $"{policy["appId"]} → {callee}:50002";
        return [.. referenced.Concat(called).Distinct().Order()];
    }

    private static IEnumerable<string> Allowed(Published published, string direction, string peers) => (
        from policy in published.Of("NetworkPolicy")
        let self = (string?)policy["spec"]!["podSelector"]!["matchLabels"]?[Name]
        where self is not null
        from rule in policy["spec"]![direction]?.AsArray() ?? []
        from peer in rule![peers]?.AsArray() ?? []
        where peer!["namespaceSelector"] is null
        let other = (string)peer["podSelector"]!["matchLabels"]![Name]!
        where other != self
        from port in rule["ports"]!.AsArray()
        select direction == "ingress" ? $"{other} → {self}:{port["port"]}" : $"{self} → {other}:{port["port"]}").Distinct();
}
