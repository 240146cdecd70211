namespace Platform.Rego.Syntax;

/// <summary>The words of the language by dialect, and the opt-in ones.</summary>
internal static class Keywords
{
    public static readonly string[] Always = ["as", "default", "else", "false", "import", "package", "not", "null", "some", "true", "with"];

    /// <summary>Keywords of v1 that v0 has to import.</summary>
    public static readonly string[] FutureInV0 = ["contains", "every", "if", "in"];

    /// <summary>Opt-in in every dialect; <c>not</c> then takes a body.</summary>
    public static readonly string[] OptIn = ["and", "not", "or"];

    public static HashSet<string> For(RegoVersion version) =>
        new(version == RegoVersion.V0 ? Always : [.. Always, .. FutureInV0], StringComparer.Ordinal);

    public static bool IsKeyword(string word, Dialect dialect) =>
        Always.Contains(word) || (dialect != Dialect.V0 && FutureInV0.Contains(word));
}
