namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>Operations have different names.</summary>
internal sealed class UniqueOperationNames : ValidationRule
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public override void Operation(QueryWalker walker, OperationDefinition operation)
    {
        if (!seen.Add(operation.Name))
        {
            walker.Report(operation.Position, $"There can be only one operation named \"{operation.Name}\".");
        }
    }
}
