namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>Every variable of an operation is used.</summary>
internal sealed class NoUnusedVariables : ValidationRule
{
    public override void Operation(QueryWalker walker, OperationDefinition operation)
    {
        string where = operation.Name.Length > 0 ? $" in operation \"{operation.Name}\"" : "";
        foreach (VariableDefinition variable in operation.VariableDefinitions.Where(v => !v.Used))
        {
            walker.Report(variable.Position, $"Variable \"${variable.Variable}\" is never used{where}.");
        }
    }
}
