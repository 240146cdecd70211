namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>An argument is given once.</summary>
internal sealed class UniqueArgumentNames : ValidationRule
{
    public override void Field(QueryWalker walker, Field field) => Check(walker, field.Arguments);

    public override void Directive(QueryWalker walker, Directive directive) => Check(walker, directive.Arguments);

    private static void Check(QueryWalker walker, List<Argument> arguments)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Argument argument in arguments)
        {
            seen[argument.Name] = seen.GetValueOrDefault(argument.Name) + 1;
            if (seen[argument.Name] == 2)
            {
                walker.Report(argument.Position, $"There can be only one argument named \"{argument.Name}\".");
            }
        }
    }
}
