namespace Platform.Rego.Capabilities;

/// <summary>Types as OPA's messages write them: <c>array[string]</c>, <c>any&lt;array[any], set[any]&gt;</c>.</summary>
internal sealed class TypePrinter
{
    public string Print(RegoType? type) => type switch
    {
        null => "???",
        AnyType { Of.Length: 0 } => "any",
        AnyType { Of.Length: > 3 } => "any<...>",
        AnyType a => $"any<{string.Join(", ", a.Of.Select(Print))}>",
        NullType => "null",
        BooleanType => "boolean",
        NumberType => "number",
        StringType => "string",
        SetType s => $"set[{Print(s.Of)}]",
        ArrayType a => (a.Static.Length > 0 || a.Dynamic is null ? $"array<{string.Join(", ", a.Static.Select(Print))}>" : "array")
            + (a.Dynamic is null ? "" : $"[{Print(a.Dynamic)}]"),
        ObjectType { Static.Length: 0, DynamicKey: null } => "object[any: any]",
        ObjectType o => (o.Static.Length > 0 || o.DynamicKey is null
                ? $"object<{string.Join(", ", o.Static.Select(p => $"{Key(p)}: {Print(p.Value)}"))}>"
                : "object")
            + (o.DynamicKey is null ? "" : $"[{Print(o.DynamicKey)}: {Print(o.DynamicValue)}]"),
        FunctionType f => $"({string.Join(", ", f.Arguments.Select(Print))}) => {Print(f.Result)}",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.GetType().Name, null),
    };

    /// <summary>The arguments of a builtin with their names.</summary>
    public string Arguments(BuiltinSignature builtin) => string.Join(
        ", ",
        builtin.Type.Arguments.Select((a, i) => i < builtin.ArgumentNames.Count && builtin.ArgumentNames[i].Length > 0
            ? $"{builtin.ArgumentNames[i]}: {Print(a)}"
            : Print(a)));

    /// <summary>The result of a builtin with its name, as messages add it after the arguments.</summary>
    public string Result(BuiltinSignature builtin) =>
        builtin.Decl["result"].TryGet("name", out var name) ? $"{name.AsString()}: {Print(builtin.Result)}" : Print(builtin.Result);

    private static string Key(StaticProperty property) =>
        property.Key.Kind == Values.ValKind.String ? property.Key.AsString() : property.Key.ToString();
}
