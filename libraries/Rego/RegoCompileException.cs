using Platform.Rego.Diagnostics;

namespace Platform.Rego;

/// <summary>Modules or a query could not be parsed or compiled. Nothing was loaded.</summary>
public sealed class RegoCompileException : Exception
{
    /// <summary>Creates the exception from at least one diagnostic.</summary>
    public RegoCompileException(IReadOnlyList<Diagnostic> diagnostics)
        : base(Describe(diagnostics)) => Diagnostics = diagnostics;

    /// <summary>All errors found, in the order of the files and places.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    private static string Describe(IReadOnlyList<Diagnostic> diagnostics) => diagnostics.Count == 1
        ? $"1 error occurred: {diagnostics[0]}"
        : $"{diagnostics.Count} errors occurred:\n{string.Join('\n', diagnostics)}";
}
