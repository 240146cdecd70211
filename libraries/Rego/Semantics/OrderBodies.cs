using System.Collections.Immutable;
using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego.Semantics;

/// <summary>Orders every body so that each expression finds its variables bound, as little as possible; what cannot be bound is unsafe.</summary>
internal sealed class OrderBodies(LocalNames names, Func<RefTerm, int> arity, SharedLines lines, DiagnosticBag diagnostics)
{
    private static readonly string[] Roots = ["data", "input"];

    // Expression → its variables that nothing binds, in the order found.
    private readonly List<(Expression Expression, HashSet<string> Names)> _unsafe = [];
    private string _suffix = "";

    public Rule Rule(Rule rule)
    {
        var safe = new HashSet<string>(Roots, StringComparer.Ordinal);
        foreach (var argument in rule.Head.Arguments ?? [])
        {
            Variables.Add(argument, Skip.CallHead, safe);
        }

        var errors = diagnostics.Count;
        _suffix = lines.Suffix(rule);
        var body = Body(rule.Body, safe, rule.Span);
        if (diagnostics.Count == errors)
        {
            CheckHead(rule, body, safe);
        }

        // A default value may hold closed comprehensions, whose bodies are ordered like all others.
        var value = rule.Head.Value;
        if (rule.IsDefault && value is not null)
        {
            var wrapped = Body([new Expression(value.Span, new TermLiteral(value.Span, value))], safe, rule.Span);
            value = ((TermLiteral)wrapped[0].Literal).Term;
        }

        return rule with { Body = body, Head = rule.Head with { Value = value }, Else = rule.Else is null ? null : Rule(rule.Else) };
    }

    /// <summary>A body with what is bound around it; reports what is unsafe in it.</summary>
    public ImmutableArray<Expression> Body(ImmutableArray<Expression> body, IReadOnlySet<string> globals, SourceSpan at)
    {
        _unsafe.Clear();
        var ordered = Order(body, globals);
        if (_unsafe.Count > 0)
        {
            Report(at);
        }

        return ordered;
    }

    private void CheckHead(Rule rule, ImmutableArray<Expression> body, HashSet<string> arguments)
    {
        var bound = Variables.Of(body, Safety.Visible);
        bound.UnionWith(arguments);
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var term in rule.Head.Ref.Parts.Skip(1).Append(rule.Head.Element).Append(rule.Head.Value).OfType<Term>())
        {
            Variables.Add(term, Safety.Visible, wanted);
        }

        wanted.ExceptWith(bound);
        foreach (var name in wanted.Order(StringComparer.Ordinal))
        {
            diagnostics.UnsafeVariable(new VariablePlace(name).In(rule.Head) ?? rule.Span, Shown(names.Original(name)) + _suffix);
        }
    }

    private bool IsGenerated(string name) => names.IsGenerated(name);

    private static string Shown(string name) => name.StartsWith('$') ? "_" : name;

    private ImmutableArray<Expression> Order(ImmutableArray<Expression> body, IReadOnlySet<string> globals)
    {
        StackGuard.Check(body.Length > 0 ? body[0].Span : default);
        var mentioned = Variables.Of(body, Safety.Visible);
        var safe = new HashSet<string>(StringComparer.Ordinal);
        var missing = new HashSet<string>?[body.Length];
        var closures = new HashSet<string>[body.Length];
        for (var i = 0; i < body.Length; i++)
        {
            foreach (var name in Variables.Of(body[i], Safety.Visible))
            {
                if (globals.Contains(name))
                {
                    safe.Add(name);
                }
                else
                {
                    (missing[i] ??= new(StringComparer.Ordinal)).Add(name);
                }
            }

            closures[i] = Variables.InClosures(body[i]);
            closures[i].IntersectWith(mentioned);
            closures[i].ExceptWith(globals);
        }

        var placed = new bool[body.Length];
        var placedOutputs = new HashSet<string>(StringComparer.Ordinal);
        var ordered = ImmutableArray.CreateBuilder<Expression>(body.Length);
        for (var progress = true; progress;)
        {
            progress = false;
            for (var i = 0; i < body.Length; i++)
            {
                if (placed[i])
                {
                    continue;
                }

                var outputs = Safety.Outputs(body[i], arity, safe);
                var open = closures[i].Where(v => !placedOutputs.Contains(v) && !safe.Contains(v)).ToHashSet(StringComparer.Ordinal);
                if (open.Count > 0)
                {
                    if (open.SetEquals(outputs))
                    {
                        continue;
                    }

                    missing[i] = open;
                }

                missing[i]?.RemoveWhere(v => outputs.Contains(v) || safe.Contains(v));
                if (missing[i] is null or { Count: 0 })
                {
                    placed[i] = true;
                    missing[i] = null;
                    ordered.Add(body[i]);
                    safe.UnionWith(outputs);
                    placedOutputs.UnionWith(outputs);
                    progress = true;
                }
            }
        }

        for (var i = 0; i < body.Length; i++)
        {
            if (!placed[i])
            {
                _unsafe.Add((body[i], missing[i] ?? closures[i]));
                ordered.Add(body[i]);
            }
        }

        // Closures see everything that stands before them.
        var visible = new HashSet<string>(globals, StringComparer.Ordinal);
        var result = ImmutableArray.CreateBuilder<Expression>(body.Length);
        foreach (var expression in ordered)
        {
            result.Add(new InClosures(this, expression, visible).Expression(expression));
            visible.UnionWith(Variables.Of(expression, Safety.Visible));
        }

        return result.ToImmutable();
    }

    private void Report(SourceSpan fallback)
    {
        var errors = diagnostics.Count;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (expression, missing) in _unsafe)
        {
            foreach (var name in missing.Order(StringComparer.Ordinal))
            {
                if (names.IsGenerated(name) || !seen.Add(name))
                {
                    continue;
                }

                var original = names.Original(name);
                var hint = Keywords.FutureInV0.Contains(original)
                    ? $" (hint: `import future.keywords.{original}` to import a future keyword)"
                    : "";
                diagnostics.Add(new(DiagnosticCode.UnsafeVar, expression.Span, $"var {original} is unsafe{_suffix}{hint}"));
            }
        }

        // Only generated variables are left over: name the expression, since their names mean nothing to the reader.
        if (diagnostics.Count == errors)
        {
            foreach (var (expression, missing) in _unsafe)
            {
                var wildcard = missing.Any(v => names.Original(v).StartsWith('$'));
                diagnostics.Add(new(DiagnosticCode.UnsafeVar, expression.Span.Source is null ? fallback : expression.Span, wildcard ? "var _ is unsafe" : "expression is unsafe"));
                break;
            }
        }
    }

    /// <summary>Orders the bodies of the closures of one expression.</summary>
    private sealed class InClosures(OrderBodies owner, Expression current, HashSet<string> visible) : SyntaxRewriter
    {
        public override Comprehension Comprehension(Comprehension comprehension)
        {
            var head = new HashSet<string>(StringComparer.Ordinal);
            switch (comprehension)
            {
                case ArrayComprehension a:
                    Variables.Add(a.Item, Safety.Visible, head);
                    return a with { Body = Ordered(a.Body, head), Item = Term(a.Item) };
                case SetComprehension s:
                    Variables.Add(s.Item, Safety.Visible, head);
                    return s with { Body = Ordered(s.Body, head), Item = Term(s.Item) };
                case ObjectComprehension o:
                    Variables.Add(o.Key, Safety.Visible, head);
                    Variables.Add(o.Value, Safety.Visible, head);
                    return o with { Body = Ordered(o.Body, head), Key = Term(o.Key), Value = Term(o.Value) };
                default:
                    return comprehension;
            }
        }

        public override Literal Literal(Literal literal)
        {
            if (literal is not EveryLiteral e)
            {
                return base.Literal(literal);
            }

            var inside = new HashSet<string>(visible, StringComparer.Ordinal);
            inside.UnionWith(new[] { e.Key, e.Value }.OfType<VarTerm>().Select(v => v.Name));
            return e with { Domain = Term(e.Domain), Body = owner.Order(e.Body, inside) };
        }

        public override LogicalOperand Operand(LogicalOperand operand)
        {
            // Only a body in braces may bind variables of its own.
            if (!operand.Explicit)
            {
                foreach (var expression in operand.Body)
                {
                    var unbound = Variables.Of(expression, Safety.Visible);
                    unbound.RemoveWhere(v => visible.Contains(v) || owner.IsGenerated(v));
                    if (unbound.Count > 0)
                    {
                        owner._unsafe.Add((expression, unbound));
                    }
                }
            }

            return operand with { Body = owner.Order(operand.Body, visible) };
        }

        private ImmutableArray<Expression> Ordered(ImmutableArray<Expression> body, HashSet<string> head)
        {
            head.ExceptWith(Variables.Of(body, Safety.Visible));
            head.ExceptWith(visible);
            if (head.Count > 0)
            {
                owner._unsafe.Add((current, head));
            }

            return owner.Order(body, visible);
        }
    }
}
