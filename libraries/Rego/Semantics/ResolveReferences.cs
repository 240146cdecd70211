using System.Collections.Immutable;
using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary><c>p</c> → <c>data.pkg.p</c>, <c>alias.x</c> → <c>data.lib.x</c>: names become references unless a local declaration hides them.</summary>
internal sealed class ResolveReferences : SyntaxRewriter
{
    private readonly Dictionary<string, RefTerm> _globals = new(StringComparer.Ordinal);
    private readonly Stack<HashSet<string>> _hidden = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    private ResolveReferences()
    {
    }

    /// <summary>All modules, with heads that then begin with <c>data</c>.</summary>
    public static ImmutableArray<Module> Apply(ImmutableArray<Module> modules, CompileOptions options, DiagnosticBag diagnostics)
    {
        var exports = modules
            .GroupBy(m => TermPrinter.Print(m.Package.Path), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.SelectMany(m => m.Rules.Select(r => r.Head.Name)).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        return [.. modules.Select(m => Module(m, exports[TermPrinter.Print(m.Package.Path)], options, diagnostics))];
    }

    private static Module Module(Module module, HashSet<string> exports, CompileOptions options, DiagnosticBag diagnostics)
    {
        var resolver = new ResolveReferences();
        foreach (var name in exports)
        {
            resolver._globals[name] = module.Package.Path with
            {
                Parts = [.. module.Package.Path.Parts, new StringTerm(module.Package.Span, name)],
            };
        }

        foreach (var import in module.Imports)
        {
            if (import.Path.HeadName is "data" or "input")
            {
                resolver._globals[import.Name] = import.Path;
            }
        }

        var rules = module.Rules.Select(resolver.Rule).ToImmutableArray();
        if (options.Strict)
        {
            foreach (var import in module.Imports.Where(i => i.Path.HeadName is "data" or "input" && !resolver._used.Contains(i.Name)))
            {
                diagnostics.Compile(import.Span, $"import {TermPrinter.Print(import.Path)}{(import.Alias is null ? "" : $" as {import.Alias}")} unused");
            }
        }

        var package = module.Package.Path.Parts;
        return module with { Rules = [.. rules.Select(r => Qualify(r, package))] };
    }

    private static Rule Qualify(Rule rule, ImmutableArray<Term> package) => rule with
    {
        Head = rule.Head with
        {
            Ref = rule.Head.Ref with
            {
                Parts = [.. package, new StringTerm(rule.Head.Ref.Head.Span, rule.Head.Name), .. rule.Head.Ref.Parts.AsSpan(1..)],
            },
        },
        Else = rule.Else is null ? null : Qualify(rule.Else, package),
    };

    public override Rule Rule(Rule rule)
    {
        var arguments = new HashSet<string>(StringComparer.Ordinal);
        foreach (var argument in rule.Head.Arguments ?? [])
        {
            Variables.Add(argument, Skip.RefHead | Skip.CallHead, arguments);
        }

        _hidden.Push(arguments);
        _hidden.Push(Declarations.Of(rule.Body));
        var resolved = rule with { Head = Head(rule.Head), Body = Body(rule.Body), Else = null };
        _hidden.Pop();
        _hidden.Pop();
        return resolved with { Else = rule.Else is null ? null : Rule(rule.Else) };
    }

    public override Term Variable(VarTerm variable) => Resolve(variable.Name) is { } path ? path with { Span = variable.Span } : variable;

    public override Term Reference(RefTerm reference)
    {
        ImmutableArray<Term> rest = Terms([.. reference.Parts.AsSpan(1..)]);
        return reference.Head is VarTerm v
            ? Resolve(v.Name) is { } path
                ? reference with { Parts = [.. path.Parts.Select(p => p with { Span = v.Span }), .. rest] }
                : reference with { Parts = [v, .. rest] }
            : reference with { Parts = [Term(reference.Head), .. rest] };
    }

    public override RefTerm Operator(RefTerm op) => Reference(op) as RefTerm ?? op;

    public override With With(With with) => with with { Target = Operator(with.Target), Value = Term(with.Value) };

    public override Comprehension Comprehension(Comprehension comprehension)
    {
        _hidden.Push(Declarations.Of(comprehension.Body));
        var result = base.Comprehension(comprehension);
        _hidden.Pop();
        return result;
    }

    public override LogicalOperand Operand(LogicalOperand operand)
    {
        _hidden.Push(operand.Explicit ? Declarations.Of(operand.Body) : []);
        var result = base.Operand(operand);
        _hidden.Pop();
        return result;
    }

    public override Literal Literal(Literal literal)
    {
        if (literal is not EveryLiteral e)
        {
            return base.Literal(literal);
        }

        var domain = Term(e.Domain);
        var hidden = Declarations.Of(e.Body);
        hidden.UnionWith(new[] { e.Key, e.Value }.OfType<VarTerm>().Select(v => v.Name));
        _hidden.Push(hidden);
        var result = e with { Domain = domain, Body = Body(e.Body) };
        _hidden.Pop();
        return result;
    }

    private RefTerm? Resolve(string name)
    {
        if (!_globals.TryGetValue(name, out var path))
        {
            return null;
        }

        foreach (var scope in _hidden)
        {
            if (scope.Contains(name))
            {
                return null;
            }
        }

        _used.Add(name);
        return path;
    }
}
