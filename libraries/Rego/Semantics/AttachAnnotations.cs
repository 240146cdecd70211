using System.Collections.Immutable;
using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>All METADATA blocks by what they describe.</summary>
internal sealed class AttachAnnotations
{
    private readonly Dictionary<string, List<Annotations>> _packages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Annotations>> _subpackages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Annotations>> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<(string File, int Start), List<Annotations>> _byRule = [];

    /// <summary>Must run when heads begin with <c>data</c>.</summary>
    public static AttachAnnotations Collect(IEnumerable<Module> modules, DiagnosticBag diagnostics)
    {
        var all = new AttachAnnotations();
        foreach (var module in modules)
        {
            all.Add(module, diagnostics);
        }

        return all;
    }

    /// <summary>The chain of a rule: its own block, its document's, its package's, and the subpackages' above, nearest first.</summary>
    public IEnumerable<(ImmutableArray<Term> Path, Annotations? Annotations)> Chain(Rule rule)
    {
        var path = rule.Head.Ref.Parts[..rule.Head.Ref.StringPrefixLength()];
        var own = Of(_byRule, (rule.Span.File, rule.Span.Start));
        var document = Of(_documents, Key(path));

        // The rule itself is always in the chain, also without metadata.
        yield return (path, own.FirstOrDefault());
        foreach (var annotations in document)
        {
            yield return (path, annotations);
        }

        for (var length = path.Length - 1; length >= 1; length--)
        {
            var package = path[..length];
            foreach (var annotations in Of(_packages, Key(package)))
            {
                if (IsPackageOf(rule, package))
                {
                    yield return (package, annotations);
                }
            }

            foreach (var annotations in Of(_subpackages, Key(package)))
            {
                yield return (package, annotations);
            }
        }
    }

    /// <summary>The blocks that speak of a rule, nearest first.</summary>
    public IEnumerable<Annotations> Of(Rule rule) => Chain(rule).Select(link => link.Annotations).OfType<Annotations>();

    private readonly Dictionary<string, string> _packageOfFile = new(StringComparer.Ordinal);

    private bool IsPackageOf(Rule rule, ImmutableArray<Term> package) =>
        _packageOfFile.TryGetValue(rule.Span.File, out var own) && own == Key(package);

    private void Add(Module module, DiagnosticBag diagnostics)
    {
        _packageOfFile[module.Source.File] = Key(module.Package.Path.Parts);
        foreach (var annotations in module.Annotations)
        {
            var next = module.Rules.Where(r => r.Span.Row > annotations.EndRow).MinBy(r => r.Span.Start);
            var package = module.Package.Span.Row > annotations.EndRow;
            var import = module.Imports.Where(i => i.Span.Row > annotations.EndRow).Min(i => (int?)i.Span.Start);
            var scope = annotations.Scope.Length > 0 ? annotations.Scope : package ? "package" : "rule";
            if (!package && import is { } at && (next is null || at < next.Span.Start))
            {
                diagnostics.Parse(annotations.Span, "annotation scope '" + scope + "' must be applied to rule");
                continue;
            }

            switch (scope)
            {
                case "package" when package:
                    Put(_packages, Key(module.Package.Path.Parts), annotations with { Scope = scope });
                    break;
                case "subpackages" when package:
                    Put(_subpackages, Key(module.Package.Path.Parts), annotations with { Scope = scope });
                    break;
                case "package" or "subpackages":
                    diagnostics.Parse(annotations.Span, $"annotation scope '{scope}' must be applied to package");
                    break;
                case "rule" or "document" when package || next is null:
                    diagnostics.Parse(annotations.Span, $"annotation scope '{scope}' must be applied to rule");
                    break;
                case "document":
                    Put(_documents, Key(next!.Head.Ref.Parts[..next.Head.Ref.StringPrefixLength()]), annotations with { Scope = scope });
                    break;
                default:
                    Put(_byRule, (next!.Span.File, next.Span.Start), annotations with { Scope = "rule" });
                    break;
            }
        }
    }

    private static string Key(ImmutableArray<Term> path) => string.Join('\n', path.Select(p => p is StringTerm s ? s.Value : ((VarTerm)p).Name));

    private static List<Annotations> Of<TKey>(Dictionary<TKey, List<Annotations>> all, TKey key)
        where TKey : notnull => all.TryGetValue(key, out var list) ? list : [];

    private static void Put<TKey>(Dictionary<TKey, List<Annotations>> all, TKey key, Annotations annotations)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var list))
        {
            all[key] = list = [];
        }

        list.Add(annotations);
    }
}
