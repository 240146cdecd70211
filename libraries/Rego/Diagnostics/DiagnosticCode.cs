namespace Platform.Rego.Diagnostics;

/// <summary>OPA's codes for errors found before evaluation.</summary>
public static class DiagnosticCode
{
    /// <summary>The text is not Rego.</summary>
    public const string Parse = "rego_parse_error";

    /// <summary>A rule of the language is broken: shadowing, conflicts of names, misuse of a keyword.</summary>
    public const string Compile = "rego_compile_error";

    /// <summary>Types do not fit, rules conflict, or a function is unknown.</summary>
    public const string Type = "rego_type_error";

    /// <summary>A variable gets no value from any expression.</summary>
    public const string UnsafeVar = "rego_unsafe_var_error";

    /// <summary>A rule depends on itself.</summary>
    public const string Recursion = "rego_recursion_error";

    /// <summary>A limit on depth or size is exceeded.</summary>
    public const string Limit = "rego_limit_error";
}
