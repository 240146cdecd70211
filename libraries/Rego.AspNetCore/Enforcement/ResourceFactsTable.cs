namespace Platform.Rego.AspNetCore;

/// <summary>The registered sources of facts by action.</summary>
internal sealed class ResourceFactsTable
{
    private readonly Dictionary<string, ResourceFactsSource> sources = [];

    public ResourceFactsTable(IEnumerable<DecisionFacts> registrations)
    {
        foreach (var (action, source) in registrations)
        {
            if (!sources.TryAdd(action, source))
            {
                throw new InvalidOperationException($"two sources of facts are registered for {action}");
            }
        }
    }

    public bool Has(string action) => sources.ContainsKey(action);

    public ResourceFactsSource For(string action) => sources[action];
}
