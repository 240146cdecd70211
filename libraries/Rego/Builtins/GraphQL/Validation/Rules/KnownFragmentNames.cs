namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>A spread names a fragment of the document.</summary>
internal sealed class KnownFragmentNames : ValidationRule
{
    public override void FragmentSpread(QueryWalker walker, FragmentSpread spread)
    {
        if (spread.Definition is null)
        {
            walker.Report(spread.Position, $"Unknown fragment \"{spread.Name}\".");
        }
    }
}
