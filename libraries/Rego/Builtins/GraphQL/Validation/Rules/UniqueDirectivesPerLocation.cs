namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>A directive that is not repeatable stands once at a place.</summary>
internal sealed class UniqueDirectivesPerLocation : ValidationRule
{
    public override void DirectiveList(QueryWalker walker, List<Directive> directives)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (Directive directive in directives)
        {
            if (!seen.Add(directive.Name) && directive.Definition is not { IsRepeatable: true })
            {
                walker.Report(directive.Position, $"The directive \"@{directive.Name}\" can only be used once at this location.");
            }
        }
    }
}
