using Platform.Rego.Values;

namespace Platform.Rego;

/// <summary>
/// JSON Schemas for the input and the base documents, against which references are checked when modules are compiled. METADATA says which rule
/// takes which (<c>schemas: [{input: schema.person}]</c>); a schema may also stand there itself.
/// </summary>
public sealed record RegoSchemas
{
    /// <summary>The schema of the input, whatever the rule.</summary>
    /// <value>Undefined by default: the input may be anything.</value>
    public Val Input { get; init; }

    /// <summary>The schemas by their path: <c>schema.care.person</c> is <c>care/person</c>.</summary>
    /// <value>Empty by default: naming one is a <c>rego_type_error</c>.</value>
    public IReadOnlyDictionary<string, Val> Named { get; init; } = new Dictionary<string, Val>();
}
