using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego.MutationTesting;

/// <summary>Which modules a module refers to, through others too, so that a mutant is compiled without what its tests cannot reach.</summary>
internal sealed class ModuleNeeds : SyntaxRewriter
{
    private readonly Dictionary<SourceText, HashSet<SourceText>> _direct = [];
    private readonly RuleTree _tree;
    private HashSet<SourceText> _current = [];

    private ModuleNeeds(RuleTree tree) => _tree = tree;

    public static ModuleNeeds Of(Compilation compilation)
    {
        var needs = new ModuleNeeds(compilation.Rules);
        foreach (var module in compilation.Modules)
        {
            needs._direct[module.Source] = needs._current = [module.Source];
            foreach (var rule in module.Rules)
            {
                needs.Needed(rule.Head.Ref);
                needs.Rule(rule);
            }
        }

        return needs;
    }

    /// <summary>The modules themselves and all that they refer to.</summary>
    public HashSet<SourceText> Closure(IEnumerable<SourceText> modules)
    {
        var (found, open) = (new HashSet<SourceText>(), new Stack<SourceText>(modules));
        while (open.TryPop(out var module))
        {
            if (found.Add(module))
            {
                foreach (var needed in _direct[module])
                {
                    open.Push(needed);
                }
            }
        }

        return found;
    }

    public override Term Reference(RefTerm reference)
    {
        Needed(reference);
        return base.Reference(reference);
    }

    public override RefTerm Operator(RefTerm op)
    {
        Needed(op);
        return op;
    }

    public override With With(With with)
    {
        Needed(with.Target);
        return base.With(with);
    }

    private void Needed(RefTerm reference)
    {
        foreach (var rule in _tree.Reachable(reference))
        {
            if (rule.Span.Source is { } source)
            {
                _current.Add(source);
            }
        }
    }
}
