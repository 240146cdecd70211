namespace Platform.Rego.Builtins;

/// <summary>
/// Registers a static method as a builtin. Its parameters, after an optional <see cref="BuiltinContext"/>, are the operands; their types are
/// checked with OPA's messages before the method runs: <c>Val</c> any, <c>string</c>, <c>bool</c>, <c>Number</c>, <c>long</c> (integer),
/// <c>BigInteger</c>, <c>RArr</c>, <c>RObj</c>, <c>RSet</c>, or <c>Val</c> with <see cref="OneOfAttribute"/>.
/// It returns one of these, undefined as <c>default(Val)</c>, and fails by throwing <see cref="BuiltinException"/>.
/// </summary>
/// <param name="name">The name in Rego.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class BuiltinAttribute(string name) : Attribute
{
    /// <summary>The name in Rego.</summary>
    public string Name { get; } = name;
}
