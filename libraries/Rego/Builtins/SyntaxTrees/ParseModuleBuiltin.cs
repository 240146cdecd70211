using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.SyntaxTrees;

/// <summary>rego.parse_module: the only builtin that knows the parser.</summary>
internal static class ParseModuleBuiltin
{
    [Builtin("rego.parse_module")]
    internal static Val Parse(BuiltinContext context, string filename, string rego)
    {
        // Trees are some thirty times as large as their text.
        context.Charge(rego.Length * 30L);
        var diagnostics = new DiagnosticBag();
        return Parser.ParseModule(new SourceText(filename, rego), RegoVersion.V1, diagnostics) is { } module
            ? SyntaxJson.Of(module)
            : throw new BuiltinException(Describe(diagnostics.Items));
    }

    private static string Describe(IReadOnlyList<Diagnostic> errors) => errors.Count == 1
        ? $"1 error occurred: {errors[0]}"
        : $"{errors.Count} errors occurred:\n{string.Join('\n', errors)}";
}
