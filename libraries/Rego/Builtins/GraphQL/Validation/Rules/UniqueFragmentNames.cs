namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>Fragments have different names.</summary>
internal sealed class UniqueFragmentNames : ValidationRule
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public override void Fragment(QueryWalker walker, FragmentDefinition fragment)
    {
        if (!seen.Add(fragment.Name))
        {
            walker.Report(fragment.Position, $"There can be only one fragment named \"{fragment.Name}\".");
        }
    }
}
