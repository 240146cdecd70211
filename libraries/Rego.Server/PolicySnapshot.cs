using System.Collections.Concurrent;
using System.Collections.Immutable;
using Platform.Rego.Values;

namespace Platform.Rego.Server;

/// <summary>Policies and data at one moment. Immutable but for the plans it has made so far; a request keeps the one it started with.</summary>
public sealed class PolicySnapshot
{
    // A client that asks for ever new documents must not fill the memory with plans.
    private const int MostPlans = 4_096;

    private readonly ConcurrentDictionary<string, PreparedQuery> _plans = new(StringComparer.Ordinal);

    internal PolicySnapshot(ImmutableSortedDictionary<string, RegoModule> modules, RegoPolicy policy, Val data)
    {
        Modules = modules;
        Policy = policy;
        Data = data;
    }

    /// <summary>The modules by their id.</summary>
    public ImmutableSortedDictionary<string, RegoModule> Modules { get; }

    /// <summary>The modules, compiled.</summary>
    public RegoPolicy Policy { get; }

    /// <summary>The base documents, an object.</summary>
    public Val Data { get; }

    /// <summary>The plan for a document.</summary>
    /// <param name="path">Which.</param>
    /// <param name="cached">Whether it had been made before.</param>
    public PreparedQuery Plan(DataPath path, out bool cached)
    {
        var reference = path.Reference;
        cached = _plans.TryGetValue(reference, out var plan);
        if (plan is not null)
            return plan;
        plan = path.IsRoot ? Policy.PrepareQuery($"{DataPath.Result} = data") : Policy.Prepare(reference);
        if (_plans.Count < MostPlans)
            _plans.TryAdd(reference, plan);
        return plan;
    }
}
