using System.Runtime.CompilerServices;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>walk and graph.*</summary>
internal static class Graphs
{
    /// <summary>Pairs of path and value of everything in a value, itself first. A relation: its elements are scanned.</summary>
    [Builtin("walk")]
    internal static RArr Walk(BuiltinContext context, Val x)
    {
        var result = new ArrayBuilder();
        Walk(context, result, RArr.Empty, x);
        return result.Build();
    }

    /// <summary>The nodes of the graph that can be reached, the initial ones included.</summary>
    [Builtin("graph.reachable")]
    internal static RSet Reachable(BuiltinContext context, RObj graph, Val initial)
    {
        RequireNodes(initial);
        var queue = new Queue<Val>(Aggregates.Elements(initial).ToArray());
        var reached = new SetBuilder();
        while (queue.TryDequeue(out var node))
        {
            var edges = graph.Get(node);
            if (edges.IsUndefined || reached.Contains(node))
            {
                continue;
            }

            reached.Add(node);
            context.Charge(1 + edges.Count);
            foreach (var neighbour in Neighbours(edges))
            {
                if (!reached.Contains(neighbour))
                {
                    queue.Enqueue(neighbour);
                }
            }
        }

        return reached.Build();
    }

    /// <summary>
    /// The paths from the initial nodes. As in OPA 1.19, a path ends where the graph ends, and before a node that was passed already, on
    /// this path or on another one from the same edge of an initial node.
    /// </summary>
    [Builtin("graph.reachable_paths")]
    internal static RSet ReachablePaths(BuiltinContext context, RObj graph, Val initial)
    {
        RequireNodes(initial);
        var paths = new SetBuilder();
        foreach (var start in Aggregates.Elements(initial).ToArray())
        {
            var edges = graph.Get(start);
            if (edges.IsUndefined)
            {
                continue;
            }

            var neighbours = Neighbours(edges);
            if (neighbours.IsEmpty)
            {
                paths.Add(Val.ArrayOf(start));
            }

            foreach (var neighbour in neighbours)
            {
                Extend(context, graph, neighbour, [start], [start], paths);
            }
        }

        return paths.Build();
    }

    private static void Walk(BuiltinContext context, ArrayBuilder result, RArr path, Val value)
    {
        context.Charge(16 * (path.Count + 2));
        result.Add(Val.ArrayOf(Val.From(path), value));
        switch (value.O)
        {
            case RArr array:
                for (var i = 0; i < array.Count; i++)
                {
                    Walk(context, result, Append(path, Val.From(i)), array[i]);
                }

                break;
            case RObj obj:
                foreach (var (key, item) in obj)
                {
                    Walk(context, result, Append(path, key), item);
                }

                break;
            case RSet set:
                foreach (var item in set)
                {
                    Walk(context, result, Append(path, item), item);
                }

                break;
        }
    }

    private static RArr Append(RArr path, Val key) => RArr.Of([.. path.Span, key]);

    private static void Extend(BuiltinContext context, RObj graph, Val node, List<Val> path, HashSet<Val> reached, SetBuilder paths)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        context.Charge(16 * (path.Count + 1));
        var edges = graph.Get(node);
        if (edges.IsUndefined)
        {
            paths.Add(Val.ArrayOf([.. path]));
            return;
        }

        path.Add(node);
        var neighbours = Neighbours(edges);
        if (neighbours.IsEmpty)
        {
            paths.Add(Val.ArrayOf([.. path]));
        }

        foreach (var neighbour in neighbours)
        {
            if (reached.Contains(neighbour))
            {
                paths.Add(Val.ArrayOf([.. path]));
            }
            else
            {
                reached.Add(node);
                Extend(context, graph, neighbour, path, reached, paths);
            }
        }

        path.RemoveAt(path.Count - 1);
    }

    private static ReadOnlySpan<Val> Neighbours(Val edges) =>
        edges.Kind is ValKind.Array or ValKind.Set ? edges.Items : default;

    private static void RequireNodes(Val initial)
    {
        if (initial.Kind is not (ValKind.Array or ValKind.Set))
        {
            // With these braces: OPA passes them as one name of a type.
            throw BuiltinException.OperandType(2, initial, "{array, set}");
        }
    }
}
