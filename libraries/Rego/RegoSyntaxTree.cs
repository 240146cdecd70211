using Platform.Rego.Diagnostics;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;
using Platform.Rego.Values;

namespace Platform.Rego;

/// <summary>A module as a JSON tree for programs that look at policies, such as linters.</summary>
public static class RegoSyntaxTree
{
    /// <summary>
    /// Reads a module into the tree that Regal calls RoAST: OPA's syntax tree in which each node has its place as <c>row:col:endRow:endCol</c>,
    /// comments included.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="limits">Bounds for the parser; the defaults if null.</param>
    /// <exception cref="RegoCompileException">The module does not parse.</exception>
    public static Val Located(RegoModule module, ParseLimits? limits = null) => StackGuard.RunDeep(() =>
    {
        var errors = new DiagnosticBag();
        var parsed = Parser.ParseModule(new SourceText(module.File, module.Source), module.Version, errors, limits);
        errors.ThrowIfAny();
        return (Val)LocatedTree.Write(parsed!).Build();
    });
}
