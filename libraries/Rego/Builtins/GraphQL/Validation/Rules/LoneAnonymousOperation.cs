namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>An operation without a name must be alone.</summary>
internal sealed class LoneAnonymousOperation : ValidationRule
{
    public override void Operation(QueryWalker walker, OperationDefinition operation)
    {
        if (operation.Name.Length == 0 && walker.Document.Operations.Count > 1)
        {
            walker.Report(operation.Position, "This anonymous operation must be the only defined operation.");
        }
    }
}
