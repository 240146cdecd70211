using Platform.Rego.Diagnostics;
using Platform.Rego.Formatting;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego;

/// <summary>Writes Rego in one canonical layout: tabs, one expression per line, comments kept. Formatting twice changes nothing.</summary>
public static class RegoFormatter
{
    /// <summary>Formats a module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="limits">Bounds on what is read; the defaults if null.</param>
    /// <exception cref="RegoCompileException">The module is not Rego.</exception>
    public static string Format(RegoModule module, ParseLimits? limits = null) => StackGuard.RunDeep(() =>
    {
        var errors = new DiagnosticBag();
        var parsed = Parser.ParseModule(new SourceText(module.File, module.Source), module.Version, errors, limits);
        errors.ThrowIfAny();
        return ModuleWriter.Write(parsed!);
    });
}
