namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>Arguments must be defined by their field or directive.</summary>
internal sealed class KnownArgumentNames : ValidationRule
{
    public override void Field(QueryWalker walker, Field field)
    {
        if (field is { Definition: { } definition, ObjectDefinition: { } parent })
        {
            Check(walker, field.Arguments, definition.Arguments, field.Position, $"field \"{parent.Name}.{field.Name}\"");
        }
    }

    public override void Directive(QueryWalker walker, Directive directive)
    {
        if (directive.Definition is { } definition)
        {
            Check(walker, directive.Arguments, definition.Arguments, directive.Position, $"directive \"@{directive.Name}\"");
        }
    }

    private static void Check(
        QueryWalker walker, List<Argument> arguments, List<ArgumentDefinition> definitions, GraphQlPosition position, string where)
    {
        foreach (Argument argument in arguments.Where(a => !definitions.Exists(d => d.Name == a.Name)))
        {
            string suggestion = Suggestions.DidYouMean("Did you mean", argument.Name, definitions.Select(d => d.Name));
            walker.Report(position, $"Unknown argument \"{argument.Name}\" on {where}.{suggestion}");
        }
    }
}
