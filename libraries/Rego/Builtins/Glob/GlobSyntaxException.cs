namespace Platform.Rego.Builtins.Glob;

/// <summary>A glob pattern that cannot be parsed.</summary>
public sealed class GlobSyntaxException(string message) : Exception(message);
