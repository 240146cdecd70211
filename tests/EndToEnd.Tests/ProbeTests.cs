using System.Text.Json.Nodes;
using Platform.Testing;

namespace Platform.EndToEnd.Tests;

[Trait("requirement", "DE-03")]
public sealed class Probe : IDisposable
{
    private readonly TemporaryDirectory state = new();

    public void Dispose() => state.Dispose();

    [Fact]
    public async Task Catches_a_shop_whose_catalogue_anybody_may_write()
    {
        await using var shop = await OpenShop.StartAsync(guarded: false);
        var (exitCode, outcomes, errors) = await RunAsync("--url", shop.Address);

        Assert.True(exitCode == 1, errors);
        Assert.Equal(new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["DELETE /api/catalog/items/{id}"] = "reached",
            ["GET /api/catalog/items"] = "open",
            ["GET /api/catalog/items/{id}"] = "open",
            ["GET /api/orders"] = "refused",
            ["POST /api/catalog/items"] = "open",
            ["POST /api/orders"] = "refused",
            ["PUT /api/catalog/items/{id}"] = "reached",
        }, outcomes);
        Assert.Equal(1, shop.Written);
    }

    [Fact]
    public async Task Finds_nothing_in_the_same_shop_when_it_asks_who_is_calling()
    {
        await using var shop = await OpenShop.StartAsync(guarded: true);
        var (exitCode, outcomes, errors) = await RunAsync("--url", shop.Address);

        Assert.True(exitCode == 0, errors);
        Assert.Equal(7, outcomes.Count);
        Assert.All(outcomes.Values, outcome => Assert.Equal("refused", outcome));
        Assert.Equal(0, shop.Written);
    }

    [Fact]
    public async Task Takes_an_operation_for_public_by_its_name_alone()
    {
        await using var shop = await OpenShop.StartAsync(guarded: false);
        var document = state["shop.json"];
        await File.WriteAllTextAsync(document, """{"openapi":"3.1.0","paths":{"/api/catalog/items":{"get":{}, "post":{}}}}""", TestContext.Current.CancellationToken);
        var (exitCode, outcomes, errors) = await RunAsync("--url", shop.Address, "--openapi", document, "--public", "GET /api/catalog/items");

        Assert.True(exitCode == 1, errors);
        Assert.Equal("public", outcomes["GET /api/catalog/items"]);
        Assert.Equal("open", outcomes["POST /api/catalog/items"]);
    }

    [Fact]
    public async Task A_document_without_operations_proves_nothing()
    {
        var document = state["empty.json"];
        await File.WriteAllTextAsync(document, """{"openapi":"3.1.0","paths":{}}""", TestContext.Current.CancellationToken);
        var (exitCode, output, errors) = await PlatformCommand.RunAsync(state.Path, "probe", "--url", "http://127.0.0.1:1", "--openapi", document);

        Assert.Equal(2, exitCode);
        Assert.Empty(output.Trim());
        Assert.Contains("no operations", errors, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, SortedDictionary<string, string> Outcomes, string Errors)> RunAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await PlatformCommand.RunAsync(state.Path, ["probe", "--json", .. arguments]);
        Assert.True(output.Trim().Length > 0, errors);
        var outcomes = JsonNode.Parse(output)!["operations"]!.AsArray().ToDictionary(operation => (string)operation!["operation"]!, operation => (string)operation!["outcome"]!);
        return (exitCode, new SortedDictionary<string, string>(outcomes, StringComparer.Ordinal), errors);
    }
}
