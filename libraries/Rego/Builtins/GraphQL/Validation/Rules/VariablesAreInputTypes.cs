namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>Variables have scalar, enum or input object types.</summary>
internal sealed class VariablesAreInputTypes : ValidationRule
{
    public override void Operation(QueryWalker walker, OperationDefinition operation)
    {
        foreach (VariableDefinition variable in operation.VariableDefinitions.Where(v => v.Definition is { IsInput: false }))
        {
            walker.Report(variable.Position, $"Variable \"${variable.Variable}\" cannot be non-input type \"{variable.Type}\".");
        }
    }
}
