using Platform.Cli.Demo;

namespace Platform.Cli.Probe;

/// <param name="Finding">What is wrong with it, or null.</param>
internal sealed record LabelledRoute(string Process, string Route, string Label, string? Action, string? Finding)
{
    public override string ToString() => $"{Process} {Route}: {Label}{(Action is null ? "" : $" {Action}")}{(Finding is null ? "" : $": {Finding}")}";
}

/// <summary>Whether every route of the running processes says who may call it.</summary>
internal static class RouteLabels
{
    private static readonly string[] Known = ["public", "sidecar", "bootstrap", "proof", "policy"];

    public static IReadOnlyList<LabelledRoute> Check(IReadOnlyList<Inventory> inventories) =>
        [.. inventories.SelectMany(inventory => inventory.Routes.Select(route => new LabelledRoute(
            inventory.Process, $"{route.Method} {route.Pattern}", route.Label, route.Action, Finding(route))))];

    private static string? Finding(Inventory.Route route) => !Known.Contains(route.Label) ? $"no label that is known: {string.Join(", ", Known)}"
        : route.Label == "policy" && string.IsNullOrEmpty(route.Action) ? "a policy without an action"
        : null;
}
