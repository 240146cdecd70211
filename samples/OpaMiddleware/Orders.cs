using System.Text.Json;
using Platform.Rego.AspNetCore;
using Platform.Rego.Values;

namespace Platform.OpaMiddleware;

/// <summary>An order of a shop; two of them in memory.</summary>
internal sealed record Order(string Id, string Shop, string Article, string Card)
{
    public static IReadOnlyDictionary<string, Order> All { get; } = new[]
    {
        new Order("1", "north", "kettle", "4929 0000 0000 0001"),
        new Order("2", "south", "teapot", "4929 0000 0000 0002"),
    }.ToDictionary(order => order.Id);
}

internal static class Orders
{
    public static IResult Read(string id) => Order.All.TryGetValue(id, out var order) ? Results.Ok(order) : Results.NotFound();

    /// <summary>What the policy is told of the order: from the shop's own data and never from the request.</summary>
    public static ValueTask<ResourceFacts> FactsAsync(HttpContext context, CancellationToken cancellation)
    {
        var facts = Order.All.TryGetValue((string)context.GetRouteValue("id")!, out var order)
            ? new ResourceFacts("order", order.Id, [], Val.Parse(JsonSerializer.Serialize(new { shop = order.Shop })), [], null)
            : ResourceFacts.Missing("order");
        return ValueTask.FromResult(facts);
    }
}
