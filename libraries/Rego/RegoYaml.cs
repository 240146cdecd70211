using Platform.Rego.Builtins;
using Platform.Rego.Builtins.Yaml;
using Platform.Rego.Values;

namespace Platform.Rego;

/// <summary>Reads base documents that are written in YAML, as <c>opa</c> does: the first document, as JSON would say it.</summary>
public static class RegoYaml
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML; aliases may not make it much larger than it is.</param>
    /// <exception cref="FormatException">It is not YAML, or not YAML that JSON can express.</exception>
    public static Val Parse(string text)
    {
        try
        {
            return YamlDecoder.Decode(new BuiltinContext(), text);
        }
        catch (BuiltinException wrong)
        {
            throw new FormatException(wrong.Message, wrong);
        }
    }
}
