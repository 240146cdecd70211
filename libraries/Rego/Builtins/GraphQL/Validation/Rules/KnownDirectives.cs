namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>Directives must be defined, for the place where they stand.</summary>
internal sealed class KnownDirectives : ValidationRule
{
    private readonly HashSet<(string Name, GraphQlPosition Position)> reported = [];

    public override void Directive(QueryWalker walker, Directive directive)
    {
        if (directive.Definition is not { } definition)
        {
            walker.Report(directive.Position, $"Unknown directive \"@{directive.Name}\".");
        }
        else if (!definition.Locations.Contains(directive.Location) && reported.Add((directive.Name, directive.Position)))
        {
            walker.Report(directive.Position, $"Directive \"@{directive.Name}\" may not be used on {directive.Location}.");
        }
    }
}
