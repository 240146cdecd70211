using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>Rules that cannot live at one path: of different kinds, with two defaults, under a complete rule, or named as a package.</summary>
internal static class CheckConflicts
{
    public static void Run(RuleTree root, IEnumerable<Module> modules, DiagnosticBag diagnostics)
    {
        Visit(root, diagnostics);
        foreach (var module in modules)
        {
            var path = module.Package.Path.Parts;
            for (var length = 2; length <= path.Length; length++)
            {
                var node = root.Find(path.AsSpan(1..length));
                if (node?.Rules.FirstOrDefault(r => r.Head.Ref.Parts.Length == length) is { } rule)
                {
                    diagnostics.Type(
                        module.Package.Span,
                        $"package {Path(module.Package.Path)} conflicts with rule {((StringTerm)rule.Head.Ref.Parts[^1]).Value} defined at {rule.Span}");
                    break;
                }
            }
        }
    }

    private static string Path(RefTerm path) => TermPrinter.Print(path)["data.".Length..];

    private static void Visit(RuleTree node, DiagnosticBag diagnostics)
    {
        Check(node, diagnostics);
        foreach (var child in node.Children)
        {
            Visit(child, diagnostics);
        }
    }

    private static void Check(RuleTree node, DiagnosticBag diagnostics)
    {
        if (node.Rules.Count == 0)
        {
            return;
        }

        var first = node.Rules[0];
        var whole = node.Rules.Where(r => r.Head.Ref.StringPrefixLength() == r.Head.Ref.Parts.Length).ToList();
        var kinds = whole.Select(r => r.Head.IsMultiValue).Distinct().Count();
        var arities = node.Rules.Select(r => r.Head.Arguments?.Length ?? -1).Distinct().Count();
        var partial = node.Rules.Count > whole.Count;
        var defaults = node.Rules.Where(r => r.IsDefault).ToList();

        if (kinds > 1 || arities > 1 || (partial && whole.Count > 0))
        {
            diagnostics.Type(first.Span, $"conflicting rules {node.Path} found");
        }
        else if (defaults.Count > 1)
        {
            diagnostics.Type(first.Span, $"multiple default rules {node.Path} found at {string.Join(", ", defaults.Select(d => d.Span))}");
        }

        // A complete rule, a set or a function owns its path: nothing may be defined below it.
        var below = node.Children.SelectMany(c => c.Subtree()).ToList();
        if (whole.Count > 0 && below.Count > 0)
        {
            var lines = below.Select(r => $"\n  rule {TermPrinter.Print(r.Head.Ref)} at {r.Span}");
            diagnostics.Type(whole[0].Span, $"rule {node.Path} conflicts with:{string.Concat(lines)}");
        }
    }
}
