namespace Platform.Rego.Builtins.JsonSchema;

/// <summary>Why a document does not match.</summary>
/// <param name="Type">gojsonschema's name of the rule.</param>
/// <param name="Field">The path of the value, <c>(root)</c> for the whole.</param>
/// <param name="Description">What is wrong.</param>
internal sealed record SchemaIssue(string Type, string Field, string Description);
