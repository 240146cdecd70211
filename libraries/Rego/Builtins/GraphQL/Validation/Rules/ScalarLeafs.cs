namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>Scalars and enums have no selection, other types must have one.</summary>
internal sealed class ScalarLeafs : ValidationRule
{
    public override void Field(QueryWalker walker, Field field)
    {
        if (field.Definition is not { } definition || walker.Schema.Type(definition.Type.Name) is not { } type)
        {
            return;
        }

        if (type.IsLeaf && field.SelectionSet.Count > 0)
        {
            walker.Report(field.Position, $"Field \"{field.Name}\" must not have a selection since type \"{type.Name}\" has no subfields.");
        }
        else if (!type.IsLeaf && field.SelectionSet.Count == 0)
        {
            walker.Report(
                field.Position,
                $"Field \"{field.Name}\" of type \"{definition.Type}\" must have a selection of subfields."
                + $" Did you mean \"{field.Name} {{ ... }}\"?");
        }
    }
}
