namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>Every fragment is spread somewhere.</summary>
internal sealed class NoUnusedFragments : ValidationRule
{
    private readonly HashSet<string> used = new(StringComparer.Ordinal);
    private bool inFragmentDefinition;

    public override void FragmentSpread(QueryWalker walker, FragmentSpread spread)
    {
        if (!inFragmentDefinition)
        {
            used.Add(spread.Name);
        }
    }

    public override void Fragment(QueryWalker walker, FragmentDefinition fragment)
    {
        inFragmentDefinition = true;
        if (!used.Contains(fragment.Name))
        {
            walker.Report(fragment.Position, $"Fragment \"{fragment.Name}\" is never used.");
        }
    }
}
