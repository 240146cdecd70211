namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>A field of an input object is given once.</summary>
internal sealed class UniqueInputFieldNames : ValidationRule
{
    public override void Value(QueryWalker walker, GraphQlValue value)
    {
        if (value.Kind != GraphQlValueKind.ObjectValue)
        {
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (ChildValue child in value.Children)
        {
            if (!seen.Add(child.Name))
            {
                walker.Report(child.Position, $"There can be only one input field named \"{child.Name}\".");
            }
        }
    }
}
