namespace Platform.Rego.Builtins.JsonSchema;

/// <summary>The drafts of JSON Schema; without <c>$schema</c> their keywords are all understood.</summary>
internal enum SchemaDraft
{
    Draft4 = 4,
    Draft6 = 6,
    Draft7 = 7,
    Hybrid = int.MaxValue,
}
