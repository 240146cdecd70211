using Platform.Rego.Diagnostics;
using Platform.Rego.Formatting;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego;

/// <summary>Writes Rego in one canonical layout: tabs, one expression per line, comments kept. Formatting twice changes nothing.</summary>
public static class RegoFormatter
{
    private const int MostRounds = 4;

    /// <summary>Formats a module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="limits">Bounds on what is read; the defaults if null.</param>
    /// <exception cref="RegoCompileException">The module is not Rego.</exception>
    public static string Format(RegoModule module, ParseLimits? limits = null) => StackGuard.RunDeep(() =>
    {
        var once = Once(module, limits);
        // A comment that finds its place inside a list spreads that list the next time: written until it settles, which it does at the second.
        for (var i = 0; i < MostRounds && Once(module with { Source = once }, limits) is var again && again != once; i++)
        {
            once = again;
        }

        return once;
    });

    private static string Once(RegoModule module, ParseLimits? limits)
    {
        var errors = new DiagnosticBag();
        var parsed = Parser.ParseModule(new SourceText(module.File, module.Source), module.Version, errors, limits);
        errors.ThrowIfAny();
        return ModuleWriter.Write(parsed!);
    }
}
