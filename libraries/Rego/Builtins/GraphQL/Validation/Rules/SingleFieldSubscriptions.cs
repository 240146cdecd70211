namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>A subscription selects one top-level field, and not an introspection field.</summary>
internal sealed class SingleFieldSubscriptions : ValidationRule
{
    public override void Operation(QueryWalker walker, OperationDefinition operation)
    {
        if (operation.Operation != "subscription")
        {
            return;
        }

        List<Field> fields = [];
        Collect(walker, operation.SelectionSet, fields, []);
        string name = operation.Name.Length > 0 ? $"Subscription \"{operation.Name}\"" : "Anonymous Subscription";
        if (fields.Select(f => f.Alias).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            walker.Report(operation.Position, $"{name} must select only one top level field.");
        }

        if (fields.Find(f => f.Name.StartsWith("__", StringComparison.Ordinal)) is { } introspection)
        {
            walker.Report(introspection.Position, $"{name} must not select an introspection top level field.");
        }
    }

    private static void Collect(QueryWalker walker, List<Selection> selections, List<Field> fields, HashSet<string> seen)
    {
        foreach (Selection selection in selections)
        {
            switch (selection)
            {
                case Field field:
                    fields.Add(field);
                    break;
                case InlineFragment inline:
                    Collect(walker, inline.SelectionSet, fields, seen);
                    break;
                case FragmentSpread spread when seen.Add(spread.Name) && walker.Document.FragmentNamed(spread.Name) is { } fragment:
                    Collect(walker, fragment.SelectionSet, fields, seen);
                    break;
            }
        }
    }
}
