using System.Collections.Immutable;
using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>Rules that cannot live at one path: of different kinds, with two defaults, under a complete rule, or named as a package.</summary>
internal sealed class CheckConflicts
{
    private readonly DiagnosticBag _diagnostics;
    private readonly Dictionary<Rule, Module> _modules = new(ReferenceEqualityComparer.Instance);

    private CheckConflicts(IEnumerable<Module> modules, DiagnosticBag diagnostics)
    {
        _diagnostics = diagnostics;
        foreach (var module in modules)
        {
            foreach (var rule in module.Rules)
            {
                _modules[rule] = module;
            }
        }
    }

    public static void Run(RuleTree root, ImmutableArray<Module> modules, DiagnosticBag diagnostics)
    {
        var check = new CheckConflicts(modules, diagnostics);
        check.Visit(root);
        foreach (var module in modules)
        {
            check.Package(root, module);
        }
    }

    private void Package(RuleTree root, Module module)
    {
        var path = module.Package.Path.Parts;
        for (var length = 2; length <= path.Length; length++)
        {
            var node = root.Find(path.AsSpan(1..length));
            if (node?.Rules.FirstOrDefault(r => r.Head.Ref.Parts.Length == length) is { } rule)
            {
                var own = _modules[rule].Package.Path.Parts.Length;
                var name = string.Join('.', rule.Head.Ref.Parts.Skip(own).OfType<StringTerm>().Select(s => s.Value));
                var package = TermPrinter.Print(module.Package.Path)["data.".Length..];
                _diagnostics.Type(module.Package.Span, $"package {package} conflicts with rule {name} defined at {rule.Span}");
                return;
            }
        }
    }

    private void Visit(RuleTree node)
    {
        if (node.Rules.Count > 0)
        {
            Check(node);
        }

        foreach (var child in node.Children)
        {
            Visit(child);
        }
    }

    private void Check(RuleTree node)
    {
        var first = node.Rules[0];
        var whole = node.Rules.Where(r => r.Head.Ref.StringPrefixLength() == r.Head.Ref.Parts.Length).ToList();
        var partial = node.Rules.Except(whole).ToList();
        var kinds = whole.Select(r => r.Head.IsMultiValue).Distinct().Count();
        var arities = node.Rules.Select(r => r.Head.Arguments?.Length ?? -1).Distinct().Count();
        var defaults = node.Rules.Where(r => r.IsDefault).ToList();
        var mixed = whole.Count > 0 && partial.Count > 0;

        if (kinds > 1 || arities > 1 || mixed)
        {
            var sameKind = mixed && whole[0].Head.IsMultiValue == partial[0].Head.IsMultiValue;
            _diagnostics.Type(first.Span, $"conflicting rules {(sameKind ? TermPrinter.Print(partial[0].Head.Ref) : node.Path)} found");
        }
        else if (defaults.Count > 1)
        {
            _diagnostics.Type(
                _modules[defaults[0]].Package.Span,
                $"multiple default rules {node.Path} found at {string.Join(", ", defaults.Select(d => d.Span))}");
        }

        // A complete rule, a set or a function owns its path: nothing may be defined below it. Below a rule with variables in its ref
        // there may be other rules, but no functions.
        var below = node.Children.SelectMany(c => c.Subtree()).Where(r => whole.Count > 0 || r.IsFunction).ToList();
        if (below.Count > 0)
        {
            var lines = below.Select(r => $"\n  rule {TermPrinter.Print(r.Head.Ref)} at {r.Span}");
            _diagnostics.Type(first.Span, $"rule {(whole.Count > 0 ? node.Path : TermPrinter.Print(first.Head.Ref))} conflicts with:{string.Concat(lines)}");
        }
    }
}
