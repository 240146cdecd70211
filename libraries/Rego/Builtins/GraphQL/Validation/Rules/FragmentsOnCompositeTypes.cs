namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>Fragments are only on objects, interfaces and unions.</summary>
internal sealed class FragmentsOnCompositeTypes : ValidationRule
{
    public override void InlineFragment(QueryWalker walker, InlineFragment fragment)
    {
        if (walker.Schema.Type(fragment.TypeCondition) is { IsComposite: false })
        {
            walker.Report(fragment.Position, $"Fragment cannot condition on non composite type \"{fragment.TypeCondition}\".");
        }
    }

    public override void Fragment(QueryWalker walker, FragmentDefinition fragment)
    {
        if (fragment.Definition is { IsComposite: false })
        {
            walker.Report(
                fragment.Position, $"Fragment \"{fragment.Name}\" cannot condition on non composite type \"{fragment.TypeCondition}\".");
        }
    }
}
