namespace Platform.Rego.Builtins.JsonSchema;

/// <summary>The wording of github.com/xeipuuv/gojsonschema for malformed schemas.</summary>
internal static class SchemaTexts
{
    public static BuiltinException InvalidType(string expected, string given) => new($"Invalid type. Expected: {expected}, given: {given}");

    public static BuiltinException MustBeA(string key, string type) => new($"{key} must be of a {type}");

    public static BuiltinException MustBeAn(string key, string type) => new($"{key} must be of an {type}");

    public static BuiltinException MustBeOfType(string key, string type) => new($"{key} must be of type {type}");

    public static BuiltinException NotNegative(string key) => new($"{key} must be greater than or equal to 0");

    public static BuiltinException NotGreater(string key, string other) => new($"{key} cannot be greater than {other}");

    public static BuiltinException Unique(string key) => new($"{key} items must be unique");

    public static BuiltinException NotAType(string given) => new(
        $"has a primitive type that is NOT VALID -- given: /{given}/ Expected valid values are:[array boolean integer number null object string]");
}
