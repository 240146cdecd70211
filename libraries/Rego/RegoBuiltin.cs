using Platform.Rego.Builtins;

namespace Platform.Rego;

/// <summary>A builtin of the host, which policies call like one of OPA's. Given in <see cref="RegoOptions.Builtins"/>.</summary>
/// <param name="Name">Its name in Rego, such as <c>care.is_open</c>; one of OPA's names replaces that builtin.</param>
/// <param name="Arity">The number of operands.</param>
/// <param name="Body">What runs, on any thread. It returns undefined for no result and fails by throwing <see cref="BuiltinException"/>.</param>
public sealed record RegoBuiltin(string Name, int Arity, BuiltinBody Body)
{
    /// <summary>
    /// The types of operands and result as the <c>decl</c> of OPA's capabilities, such as
    /// <c>{"args":[{"type":"string"}],"result":{"type":"boolean"},"type":"function"}</c>; calls are checked against them.
    /// </summary>
    /// <value>Null by default: any operands, any result.</value>
    public string? Declaration { get; init; }

    /// <summary>Whether two calls with the same operands may differ, so that nothing is computed ahead.</summary>
    /// <value>False by default.</value>
    public bool Nondeterministic { get; init; }

    internal BuiltinEntry Entry => new(Name, Arity, Body);
}
