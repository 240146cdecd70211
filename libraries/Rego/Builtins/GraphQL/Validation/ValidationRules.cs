using Platform.Rego.Builtins.GraphQL.Validation.Rules;

namespace Platform.Rego.Builtins.GraphQL.Validation;

/// <summary>All rules, in the order in which they report on a node.</summary>
internal static class ValidationRules
{
    public static ValidationRule[] Create() =>
    [
        new FieldsOnCorrectType(),
        new FragmentsOnCompositeTypes(),
        new KnownArgumentNames(),
        new KnownDirectives(),
        new KnownFragmentNames(),
        new KnownRootType(),
        new KnownTypeNames(),
        new LoneAnonymousOperation(),
        new NoFragmentCycles(),
        new NoUndefinedVariables(),
        new NoUnusedFragments(),
        new NoUnusedVariables(),
        new OverlappingFieldsCanBeMerged(),
        new PossibleFragmentSpreads(),
        new ProvidedRequiredArguments(),
        new ScalarLeafs(),
        new SingleFieldSubscriptions(),
        new UniqueArgumentNames(),
        new UniqueDirectivesPerLocation(),
        new UniqueFragmentNames(),
        new UniqueInputFieldNames(),
        new UniqueOperationNames(),
        new UniqueVariableNames(),
        new ValuesOfCorrectType(),
        new VariablesAreInputTypes(),
        new VariablesInAllowedPosition(),
    ];
}
