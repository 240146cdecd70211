using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>Tests of types. OPA gives false, not undefined, for another type.</summary>
internal static class Types
{
    [Builtin("type_name")]
    internal static string TypeName(Val x) => x.TypeName;

    [Builtin("is_null")]
    internal static bool IsNull(Val x) => x.Kind == ValKind.Null;

    [Builtin("is_boolean")]
    internal static bool IsBoolean(Val x) => x.Kind == ValKind.Boolean;

    [Builtin("is_number")]
    internal static bool IsNumber(Val x) => x.Kind == ValKind.Number;

    [Builtin("is_string")]
    internal static bool IsString(Val x) => x.Kind == ValKind.String;

    [Builtin("is_array")]
    internal static bool IsArray(Val x) => x.Kind == ValKind.Array;

    [Builtin("is_object")]
    internal static bool IsObject(Val x) => x.Kind == ValKind.Object;

    [Builtin("is_set")]
    internal static bool IsSet(Val x) => x.Kind == ValKind.Set;
}
