namespace Platform.Rego.Builtins.GraphQL.Validation.Rules;

/// <summary>A variable's type must fit where it is used; a default on either side makes up for null.</summary>
internal sealed class VariablesInAllowedPosition : ValidationRule
{
    public override void Value(QueryWalker walker, GraphQlValue value)
    {
        if (value is not { Kind: GraphQlValueKind.Variable, ExpectedType: { } expected, VariableDefinition: { } variable }
            || walker.CurrentOperation is null)
        {
            return;
        }

        bool hasDefault = variable.DefaultValue is { } given && given.Kind != GraphQlValueKind.NullValue || value.ExpectedTypeHasDefault;
        TypeReference position = hasDefault && expected.NonNull
            ? new TypeReference { NamedType = expected.NamedType, Elem = expected.Elem }
            : expected;
        if (!variable.Type.IsCompatible(position))
        {
            walker.Report(
                value.Position, $"Variable \"{value}\" of type \"{variable.Type}\" used in position expecting type \"{expected}\".");
        }
    }
}
