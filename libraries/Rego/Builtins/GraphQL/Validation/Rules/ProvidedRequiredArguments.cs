namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>Arguments of non-null types without a default must be given.</summary>
internal sealed class ProvidedRequiredArguments : ValidationRule
{
    public override void Field(QueryWalker walker, Field field) =>
        Check(walker, field.Definition?.Arguments ?? [], field.Arguments, field.Position, $"Field \"{field.Name}\"");

    public override void Directive(QueryWalker walker, Directive directive) =>
        Check(walker, directive.Definition?.Arguments ?? [], directive.Arguments, directive.Position, $"Directive \"@{directive.Name}\"");

    private static void Check(
        QueryWalker walker, List<ArgumentDefinition> definitions, List<Argument> arguments, GraphQlPosition position, string where)
    {
        foreach (ArgumentDefinition definition in definitions)
        {
            if (definition is { Type.NonNull: true, DefaultValue: null } && !arguments.Exists(a => a.Name == definition.Name))
            {
                walker.Report(
                    position, $"{where} argument \"{definition.Name}\" of type \"{definition.Type}\" is required, but it was not provided.");
            }
        }
    }
}
