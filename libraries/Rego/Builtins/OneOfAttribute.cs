using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>The types an operand may have, in the order in which OPA's message names them.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class OneOfAttribute(params ValKind[] kinds) : Attribute
{
    /// <summary>The types.</summary>
    public ValKind[] Kinds { get; } = kinds;
}
