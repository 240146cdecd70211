using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Yaml;

/// <summary>yaml.marshal, yaml.unmarshal and yaml.is_valid.</summary>
internal static class YamlBuiltins
{
    [Builtin("yaml.marshal")]
    internal static string Marshal(BuiltinContext context, Val x)
    {
        Json.ChargeFor(context, x);
        return YamlEncoder.Encode(x);
    }

    [Builtin("yaml.unmarshal")]
    internal static Val Unmarshal(BuiltinContext context, string x) => YamlDecoder.Decode(context, x);

    [Builtin("yaml.is_valid")]
    internal static bool IsValid(BuiltinContext context, Val x)
    {
        if (x.Kind != ValKind.String)
        {
            return false;
        }

        try
        {
            YamlDecoder.Decode(context, x.AsString());
            return true;
        }
        catch (BuiltinException)
        {
            return false;
        }
    }
}
