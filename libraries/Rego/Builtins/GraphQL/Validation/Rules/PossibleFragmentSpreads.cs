namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>A fragment must be able to apply where it is spread.</summary>
internal sealed class PossibleFragmentSpreads : ValidationRule
{
    public override void InlineFragment(QueryWalker walker, InlineFragment fragment)
    {
        if (IsImpossible(walker, fragment.ObjectDefinition, fragment.TypeCondition))
        {
            walker.Report(fragment.Position, "Fragment cannot be spread here as" + Reason(fragment.ObjectDefinition!, fragment.TypeCondition));
        }
    }

    public override void FragmentSpread(QueryWalker walker, FragmentSpread spread)
    {
        if (spread.Definition is { } fragment && IsImpossible(walker, spread.ObjectDefinition, fragment.TypeCondition))
        {
            walker.Report(
                spread.Position,
                $"Fragment \"{spread.Name}\" cannot be spread here as" + Reason(spread.ObjectDefinition!, fragment.TypeCondition));
        }
    }

    private static string Reason(Definition parent, string type) =>
        $" objects of type \"{parent.Name}\" can never be of type \"{type}\".";

    private static bool IsImpossible(QueryWalker walker, Definition? parent, string typeName)
    {
        if (parent is not { IsComposite: true } || walker.Schema.Type(typeName) is not { IsComposite: true } type)
        {
            return false;
        }

        IReadOnlyList<Definition> parents = parent.Kind == Definition.Object ? [parent] : walker.Schema.PossibleTypes(parent.Name);
        return !walker.Schema.PossibleTypes(type.Name).Any(t => parents.Any(p => p.Name == t.Name));
    }
}
