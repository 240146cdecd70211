namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>A variable must be defined by the operation that uses it.</summary>
internal sealed class NoUndefinedVariables : ValidationRule
{
    public override void Value(QueryWalker walker, GraphQlValue value)
    {
        if (walker.CurrentOperation is not { } operation || value.Kind != GraphQlValueKind.Variable || value.VariableDefinition is not null)
        {
            return;
        }

        string by = operation.Name.Length > 0 ? $" by operation \"{operation.Name}\"" : "";
        walker.Report(value.Position, $"Variable \"{value}\" is not defined{by}.");
    }
}
