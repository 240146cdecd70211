namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>A variable is defined once per operation.</summary>
internal sealed class UniqueVariableNames : ValidationRule
{
    public override void Operation(QueryWalker walker, OperationDefinition operation)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (VariableDefinition variable in operation.VariableDefinitions)
        {
            seen[variable.Variable] = seen.GetValueOrDefault(variable.Variable) + 1;
            if (seen[variable.Variable] == 2)
            {
                walker.Report(variable.Position, $"There can be only one variable named \"${variable.Variable}\".");
            }
        }
    }
}
