namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>The schema must have a root type for the operation.</summary>
internal sealed class KnownRootType : ValidationRule
{
    public override void Operation(QueryWalker walker, OperationDefinition operation)
    {
        if (walker.Schema.Root(operation.Operation) is null)
        {
            walker.Report(operation.Position, $"Schema does not support operation type \"{operation.Operation}\"");
        }
    }
}
