using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics.Types;

/// <summary>
/// Static types, as far as they are certain: what a builtin takes, what can be equal, which keys a known value has. Base documents and the
/// input are of any type unless a schema is given for them.
/// </summary>
internal static class CheckTypes
{
    public static void Run(Compilation compilation, AttachAnnotations annotations, DiagnosticBag diagnostics)
    {
        var types = new RuleTypes(compilation);
        var report = new TypeReport(compilation.Names, diagnostics);
        foreach (var (module, whole, rule) in compilation.Modules.SelectMany(m => m.Rules.SelectMany(whole => whole.Chain().Select(r => (m, whole, r)))))
        {
            types.CurrentPackage = compilation.Rules.Find(module.Package.Path);
            var scope = new TypeScope(types, report) { Schemas = RuleSchemas.Of(annotations.Of(whole), compilation.Options.Schemas, diagnostics) };
            scope.Body(rule.Body);
            foreach (var term in new[] { rule.Head.Element, rule.Head.Value }.OfType<Term>())
            {
                scope.Of(term);
            }
        }
    }

    public static void Query(Compilation compilation, System.Collections.Immutable.ImmutableArray<Expression> query, DiagnosticBag diagnostics) =>
        new TypeScope(new RuleTypes(compilation), new TypeReport(compilation.Names, diagnostics)).Body(query);
}
