using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>json.marshal, json.unmarshal and json.is_valid.</summary>
internal static class Json
{
    [Builtin("json.marshal")]
    internal static string Marshal(BuiltinContext context, Val x)
    {
        ChargeFor(context, x);
        return JsonText.Write(x, escapeHtml: true);
    }

    [Builtin("json.marshal_with_options")]
    internal static string MarshalWithOptions(BuiltinContext context, Val x, RObj opts)
    {
        ChargeFor(context, x);
        var (prefix, indent, pretty, implied) = ("", "\t", (bool?)null, false);
        foreach (var (key, value) in opts)
        {
            switch (key.Kind == ValKind.String ? key.AsString() : "")
            {
                case "prefix":
                    prefix = StringOption("prefix", value);
                    implied = true;
                    break;
                case "indent":
                    indent = StringOption("indent", value);
                    implied = true;
                    break;
                case "pretty":
                    pretty = value.Kind == ValKind.Boolean ? value.IsTrue : throw BuiltinException.Operand(2, "key pretty failed cast to bool");
                    break;
                default:
                    throw BuiltinException.Operand(2, $"object contained unknown key {key}");
            }
        }

        return pretty ?? implied
            ? prefix + JsonText.WriteIndented(x, prefix, indent, escapeHtml: true)
            : JsonText.Write(x, escapeHtml: true);
    }

    [Builtin("json.unmarshal")]
    internal static Val Unmarshal(BuiltinContext context, string x)
    {
        context.Charge(x.Length);
        try
        {
            return JsonReader.Read(Utf8Text.Encode(x));
        }
        catch (JsonFormatException e)
        {
            throw new BuiltinException(e.Message);
        }
    }

    [Builtin("json.is_valid")]
    internal static bool IsValid(BuiltinContext context, Val x)
    {
        if (x.Kind != ValKind.String)
        {
            return false;
        }

        context.Charge(x.AsString().Length);
        return JsonReader.IsValid(x.AsString());
    }

    internal static void ChargeFor(BuiltinContext context, Val value) => context.Charge(value.O is Composite composite ? composite.Size : 1);

    private static string StringOption(string key, Val value) => value.Kind == ValKind.String
        ? value.AsString()
        : throw BuiltinException.Operand(2, $"key {key} failed cast to string: operand 1 must be string but got {value.TypeName}");
}
