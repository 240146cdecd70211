namespace Platform.Rego.Execution.Operations;

/// <summary>OPA's texts for values that exclude each other.</summary>
internal static class Conflicts
{
    internal const string ObjectKeys = "object keys must be unique";

    internal static string Text(bool isUserFunction) => isUserFunction
        ? "functions must not produce multiple outputs for same inputs"
        : "complete rules must not produce multiple outputs";
}
