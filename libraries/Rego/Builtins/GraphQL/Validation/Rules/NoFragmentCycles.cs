namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>A fragment must not spread itself, directly or through others.</summary>
internal sealed class NoFragmentCycles : ValidationRule
{
    private const int MaxChain = 1000;

    private readonly HashSet<string> visited = new(StringComparer.Ordinal);

    public override void Fragment(QueryWalker walker, FragmentDefinition fragment) => Visit(walker, fragment, [], []);

    private void Visit(QueryWalker walker, FragmentDefinition fragment, List<FragmentSpread> path, Dictionary<string, int> indexes)
    {
        if (path.Count > MaxChain || !visited.Add(fragment.Name))
        {
            return;
        }

        indexes[fragment.Name] = path.Count;
        foreach (FragmentSpread spread in Spreads(fragment.SelectionSet))
        {
            path.Add(spread);
            if (indexes.TryGetValue(spread.Name, out int start))
            {
                string[] names = [.. path[start..^1].Select(s => $"\"{s.Name}\"")];
                string via = names.Length > 0 ? $" via {string.Join(", ", names)}" : "";
                walker.Report(spread.Position, $"Cannot spread fragment \"{spread.Name}\" within itself{via}.");
            }
            else if (walker.Document.FragmentNamed(spread.Name) is { } next)
            {
                Visit(walker, next, path, indexes);
            }

            path.RemoveAt(path.Count - 1);
        }

        indexes.Remove(fragment.Name);
    }

    private static List<FragmentSpread> Spreads(List<Selection> selections)
    {
        List<FragmentSpread> spreads = [];
        Stack<List<Selection>> pending = new([selections]);
        while (pending.TryPop(out List<Selection>? set))
        {
            foreach (Selection selection in set)
            {
                switch (selection)
                {
                    case FragmentSpread spread:
                        spreads.Add(spread);
                        break;
                    case Field field:
                        pending.Push(field.SelectionSet);
                        break;
                    case InlineFragment inline:
                        pending.Push(inline.SelectionSet);
                        break;
                }
            }
        }

        return spreads;
    }
}
