namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>
/// Fields with the same response name must be the same field with the same arguments, or at least have types of the same shape
/// where they exclude one another: https://spec.graphql.org/October2021/#sec-Field-Selection-Merging.
/// Hostile queries make the comparison exponential, so it is counted and given up on.
/// </summary>
internal sealed class OverlappingFieldsCanBeMerged : ValidationRule
{
    private const int MaxComparisons = 200_000;

    private sealed record Conflict(string ResponseName, string Reason, GraphQlPosition Position);

    private sealed record Collected(List<(string Name, List<Field> Fields)> Fields, List<FragmentSpread> Spreads);

    private readonly Dictionary<(string, string), bool> comparedPairs = [];
    private HashSet<string> comparedFragments = [];
    private int comparisons;

    public override void Operation(QueryWalker walker, OperationDefinition operation) => Check(walker, operation.SelectionSet);

    public override void Field(QueryWalker walker, Field field)
    {
        if (walker.CurrentOperation is not null)
        {
            Check(walker, field.SelectionSet);
        }
    }

    public override void InlineFragment(QueryWalker walker, InlineFragment fragment) => Check(walker, fragment.SelectionSet);

    public override void Fragment(QueryWalker walker, FragmentDefinition fragment) => Check(walker, fragment.SelectionSet);

    private void Check(QueryWalker walker, List<Selection> selections)
    {
        if (selections.Count == 0)
        {
            return;
        }

        Collected collected = Collect(selections);
        List<Conflict> conflicts = [];
        foreach ((_, List<Field> fields) in collected.Fields)
        {
            for (int i = 0; i < fields.Count; i++)
            {
                for (int j = i + 1; j < fields.Count; j++)
                {
                    AddConflict(walker, conflicts, false, fields[i], fields[j]);
                }
            }
        }

        comparedFragments = [];
        for (int i = 0; i < collected.Spreads.Count; i++)
        {
            FieldsAndFragment(walker, conflicts, false, collected, collected.Spreads[i]);
            for (int j = i + 1; j < collected.Spreads.Count; j++)
            {
                Fragments(walker, conflicts, false, collected.Spreads[i], collected.Spreads[j]);
            }
        }

        foreach (Conflict conflict in conflicts)
        {
            walker.Report(
                conflict.Position,
                $"Fields \"{conflict.ResponseName}\" conflict because {conflict.Reason}."
                + " Use different aliases on the fields to fetch both if this was intentional.");
        }
    }

    private void FieldsAndFragment(QueryWalker walker, List<Conflict> conflicts, bool exclusive, Collected collected, FragmentSpread spread)
    {
        if (!comparedFragments.Add(spread.Name) || walker.Document.FragmentNamed(spread.Name) is not { } fragment)
        {
            return;
        }

        Collected inner = Collect(fragment.SelectionSet);
        if (collected.Fields.SelectMany(f => f.Fields).SequenceEqual(inner.Fields.SelectMany(f => f.Fields)))
        {
            return; // the fragment's own fields
        }

        Between(walker, conflicts, exclusive, collected, inner);
        foreach (FragmentSpread nested in inner.Spreads.Where(s => s.Name != spread.Name))
        {
            FieldsAndFragment(walker, conflicts, exclusive, collected, nested);
        }
    }

    private void Fragments(QueryWalker walker, List<Conflict> conflicts, bool exclusive, FragmentSpread a, FragmentSpread b)
    {
        // Compared without exclusivity covers compared with it.
        if (a.Name == b.Name || comparedPairs.TryGetValue((a.Name, b.Name), out bool known) && (exclusive || !known))
        {
            return;
        }

        comparedPairs[(a.Name, b.Name)] = comparedPairs[(b.Name, a.Name)] = exclusive;
        if (walker.Document.FragmentNamed(a.Name) is not { } first || walker.Document.FragmentNamed(b.Name) is not { } second)
        {
            return;
        }

        Collected left = Collect(first.SelectionSet), right = Collect(second.SelectionSet);
        Between(walker, conflicts, exclusive, left, right);
        right.Spreads.ForEach(spread => Fragments(walker, conflicts, exclusive, a, spread));
        left.Spreads.ForEach(spread => Fragments(walker, conflicts, exclusive, spread, b));
    }

    private List<Conflict> SubSelections(QueryWalker walker, bool exclusive, List<Selection> a, List<Selection> b)
    {
        List<Conflict> conflicts = [];
        Collected left = Collect(a), right = Collect(b);
        Between(walker, conflicts, exclusive, left, right);
        foreach (FragmentSpread spread in right.Spreads)
        {
            comparedFragments = [];
            FieldsAndFragment(walker, conflicts, exclusive, left, spread);
        }

        foreach (FragmentSpread spread in left.Spreads)
        {
            comparedFragments = [];
            FieldsAndFragment(walker, conflicts, exclusive, right, spread);
        }

        foreach (FragmentSpread leftSpread in left.Spreads)
        {
            right.Spreads.ForEach(rightSpread => Fragments(walker, conflicts, exclusive, leftSpread, rightSpread));
        }

        return conflicts;
    }

    private void Between(QueryWalker walker, List<Conflict> conflicts, bool exclusive, Collected left, Collected right)
    {
        foreach ((string name, List<Field> fields) in left.Fields)
        {
            foreach (Field other in right.Fields.Find(f => f.Name == name).Fields ?? [])
            {
                fields.ForEach(field => AddConflict(walker, conflicts, exclusive, field, other));
            }
        }
    }

    private void AddConflict(QueryWalker walker, List<Conflict> conflicts, bool parentsExclusive, Field a, Field b)
    {
        if (++comparisons > MaxComparisons)
        {
            throw SchemaValidator.Error(b.Position, "Too many overlapping fields to compare.");
        }

        if (a.Definition is null || a.ObjectDefinition is null || b.Definition is null || b.ObjectDefinition is null)
        {
            return;
        }

        bool exclusive = parentsExclusive || a.ObjectDefinition.Name != b.ObjectDefinition.Name
            && a.ObjectDefinition.Kind == Definition.Object && b.ObjectDefinition.Kind == Definition.Object;
        string? reason = null;
        if (!exclusive && a.Name != b.Name)
        {
            reason = $"\"{a.Name}\" and \"{b.Name}\" are different fields";
        }
        else if (!exclusive && !SameArguments(a.Arguments, b.Arguments))
        {
            reason = "they have differing arguments";
        }
        else if (TypesConflict(walker, a.Definition.Type, b.Definition.Type))
        {
            reason = $"they return conflicting types \"{a.Definition.Type}\" and \"{b.Definition.Type}\"";
        }
        else
        {
            List<Conflict> nested = SubSelections(walker, exclusive, a.SelectionSet, b.SelectionSet);
            if (nested.Count > 0)
            {
                reason = string.Join(" and ", nested.Select(n => $"subfields \"{n.ResponseName}\" conflict because {n.Reason}"));
            }
        }

        if (reason is not null)
        {
            conflicts.Add(new Conflict(ResponseName(a), reason, b.Position));
        }
    }

    private static bool SameArguments(List<Argument> a, List<Argument> b) =>
        a.Count == b.Count && a.TrueForAll(x => b.Exists(y => x.Name == y.Name && x.Value.ToString() == y.Value.ToString()));

    private static bool TypesConflict(QueryWalker walker, TypeReference a, TypeReference b)
    {
        if (a.NonNull != b.NonNull && (a.Elem is null || b.Elem is null) || a.Elem is null != b.Elem is null)
        {
            return true;
        }

        if (a.Elem is not null)
        {
            return TypesConflict(walker, a.Elem, b.Elem!);
        }

        return walker.Schema.Type(a.NamedType) is { IsLeaf: true } x && walker.Schema.Type(b.NamedType) is { IsLeaf: true } y && x.Name != y.Name;
    }

    private static string ResponseName(Field field) => field.Alias.Length > 0 ? field.Alias : field.Name;

    private static Collected Collect(List<Selection> selections)
    {
        var collected = new Collected([], []);
        Dictionary<string, List<Field>> byName = new(StringComparer.Ordinal);
        Add(selections);
        return collected;

        void Add(List<Selection> set)
        {
            foreach (Selection selection in set)
            {
                switch (selection)
                {
                    case Field field:
                        string name = ResponseName(field);
                        if (!byName.TryGetValue(name, out List<Field>? fields))
                        {
                            byName[name] = fields = [];
                            collected.Fields.Add((name, fields));
                        }

                        fields.Add(field);
                        break;
                    case InlineFragment inline:
                        Add(inline.SelectionSet);
                        break;
                    case FragmentSpread spread:
                        collected.Spreads.Add(spread);
                        break;
                }
            }
        }
    }
}
