using System.Collections.Immutable;
using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego.Semantics;

/// <summary>
/// <c>x := 1</c> → <c>__local0__ = 1</c>, <c>some x in xs</c> → <c>__local0__ = xs[__local1__]</c>: every declared variable gets a name of
/// its own, and declarations disappear.
/// </summary>
internal sealed class RewriteLocalVariables(LocalNames names, CompileOptions options, DiagnosticBag diagnostics)
{
    private enum Occurrence
    {
        Argument,
        Assigned,
        Declared,
        Seen,
    }

    private sealed record Entry(VarTerm Renamed, Occurrence Kind, SourceSpan At)
    {
        public int Uses { get; set; }
    }

    private readonly List<Dictionary<string, Entry>> _scopes = [];

    public Rule Rule(Rule rule)
    {
        _scopes.Add(new(StringComparer.Ordinal));
        var result = InChain(rule);
        if (options.Strict)
        {
            foreach (var (name, entry) in _scopes[^1])
            {
                if (entry is { Kind: Occurrence.Argument, Uses: 0 } && !name.StartsWith('$'))
                {
                    diagnostics.Compile(entry.At, $"unused argument {name}. (hint: use _ (wildcard variable) instead)");
                }
            }
        }

        _scopes.RemoveAt(_scopes.Count - 1);
        return result;
    }

    /// <summary>A query: the variables that it declares keep their names in the result.</summary>
    public ImmutableArray<Expression> Query(ImmutableArray<Expression> body)
    {
        _scopes.Add(new(StringComparer.Ordinal));
        var result = Body(body);
        _scopes.Clear();
        return result;
    }

    private Rule InChain(Rule rule)
    {
        var arguments = rule.Head.Arguments is { } given ? given.Select(Argument).ToImmutableArray() : (ImmutableArray<Term>?)null;
        _scopes.Add(new(StringComparer.Ordinal));
        var body = Body(rule.Body);
        var head = rule.Head with
        {
            Arguments = arguments,
            Ref = rule.Head.Ref with { Parts = [rule.Head.Ref.Parts[0], .. rule.Head.Ref.Parts.AsSpan(1..).ToArray().Select(Term)] },
            Element = rule.Head.Element is null ? null : Term(rule.Head.Element),
            Value = rule.Head.Value is null ? null : Term(rule.Head.Value),
        };
        Close();
        return rule with { Head = head, Body = body, Else = rule.Else is null ? null : InChain(rule.Else) };
    }

    // Arguments are patterns: their variables are declared for the whole chain of else.
    private Term Argument(Term term)
    {
        switch (term)
        {
            case VarTerm v:
                if (!_scopes[0].TryGetValue(v.Name, out var entry))
                {
                    _scopes[0][v.Name] = entry = new(names.Rename(v.Span, v.Name), Occurrence.Argument, v.Span);
                }
                else if (options.Strict)
                {
                    entry.Uses++;
                }

                return entry.Renamed with { Span = v.Span };
            case ArrayTerm a:
                return a with { Items = [.. a.Items.Select(Argument)] };
            case ObjectTerm o:
                return o with { Entries = [.. o.Entries.Select(e => new ObjectEntry(Argument(e.Key), Argument(e.Value)))] };
            case RefTerm r when r.HeadName is not ("data" or "input"):
                return r with { Parts = [.. r.Parts.Select(Argument)] };
            default:
                return Term(term);
        }
    }

    private ImmutableArray<Expression> Body(ImmutableArray<Expression> body)
    {
        var result = ImmutableArray.CreateBuilder<Expression>(body.Length);
        foreach (var expression in body)
        {
            switch (expression.Literal)
            {
                case CallLiteral c when c.Is("assign") && c.Arguments.Length == 2:
                    result.Add(Assignment(expression, c));
                    break;
                case SomeLiteral { Symbols: [CallTerm membership] }:
                    result.Add(SomeIn(expression, membership));
                    break;
                case SomeLiteral s:
                    foreach (var symbol in s.Symbols.OfType<VarTerm>())
                    {
                        Declare(symbol, Occurrence.Declared);
                    }

                    break;
                case EveryLiteral e:
                    result.Add(Every(expression, e));
                    break;
                default:
                    result.Add(Expression(expression));
                    break;
            }
        }

        if (result.Count == 0)
        {
            var span = body.Length > 0 ? body[0].Span : default;
            result.Add(new(span, new TermLiteral(span, new BooleanTerm(span, true))));
        }

        return result.ToImmutable();
    }

    private Expression Assignment(Expression expression, CallLiteral assign)
    {
        if (expression.Negated)
        {
            diagnostics.Compile(expression.Span, "cannot assign vars inside negated expression");
            return expression;
        }

        // The right side first: it sees what is declared above only.
        var right = Term(assign.Arguments[1]);
        var withs = Withs(expression);
        var left = AssignmentTarget(assign.Arguments[0]);
        return expression with
        {
            Literal = assign with { Operator = TermFacts.MakeRef(assign.Operator.Span, "eq"), Arguments = [left, right] },
            Withs = withs,
        };
    }

    private Term AssignmentTarget(Term target)
    {
        switch (target)
        {
            case VarTerm v:
                return Declare(v, Occurrence.Assigned) ?? (Term)v;
            case RefTerm { Parts: [VarTerm v] }:
                return Declare(v, Occurrence.Assigned) ?? (Term)v;
            case ArrayTerm a:
                return a with { Items = [.. a.Items.Select(AssignmentTarget)] };
            case ObjectTerm o:
                var keys = o.Entries.Select(e => Term(e.Key)).ToArray();
                return o with { Entries = [.. o.Entries.Select((e, i) => new ObjectEntry(keys[i], AssignmentTarget(e.Value)))] };
            default:
                diagnostics.Compile(target.Span, $"cannot assign to {target.KindName()}");
                return target;
        }
    }

    private Expression SomeIn(Expression expression, CallTerm membership)
    {
        var arguments = membership.Arguments;
        var key = arguments.Length == 3 ? arguments[0] : names.Fresh(membership.Span);
        var value = arguments[^2];
        var domain = arguments[^1];
        RefTerm element = domain is RefTerm r
            ? r with { Parts = [.. r.Parts, key] }
            : new RefTerm(domain.Span, [domain, key]);

        // Only what iteration binds is declared: a variable of the domain stays what it is.
        var declared = Safety.OutputsOfEquality(value, element, Variables.Of(domain, Skip.None));
        foreach (var name in declared.Order(StringComparer.Ordinal))
        {
            if (key is VarTerm k && k.Name == name && arguments.Length == 2)
            {
                continue;
            }

            Declare(new VarTerm(membership.Span, name), Occurrence.Declared);
        }

        var equality = expression with
        {
            Literal = new CallLiteral(expression.Span, TermFacts.MakeRef(membership.Operator.Span, "eq"), [value, element]) { Infix = true },
        };
        return Expression(equality);
    }

    private Expression Every(Expression expression, EveryLiteral every)
    {
        var domain = Term(every.Domain);
        var withs = Withs(expression);
        _scopes.Add(new(StringComparer.Ordinal));
        Term key = every.Key is VarTerm { IsWildcard: false } k ? Declare(k, Occurrence.Declared) ?? k : every.Key ?? names.Fresh(every.Span);
        Term value = every.Value is VarTerm { IsWildcard: false } v ? Declare(v, Occurrence.Declared) ?? v : every.Value;
        var body = Body(every.Body);
        Close();
        return expression with { Literal = every with { Key = key, Value = value, Domain = domain, Body = body }, Withs = withs };
    }

    private Expression Expression(Expression expression) => expression with
    {
        Literal = expression.Literal switch
        {
            TermLiteral t => t with { Term = Term(t.Term) },
            CallLiteral c => c with { Operator = Operator(c.Operator), Arguments = [.. c.Arguments.Select(Term)] },
            NotLiteral n => n with { Operand = Operand(n.Operand, "not") },
            AndLiteral a => a with { Left = Operand(a.Left, "and"), Right = Operand(a.Right, "and") },
            OrLiteral o => o with { Left = Operand(o.Left, "or"), Right = Operand(o.Right, "or") },
            var other => other,
        },
        Withs = Withs(expression),
    };

    private LogicalOperand Operand(LogicalOperand operand, string name)
    {
        if (operand.Explicit)
        {
            _scopes.Add(new(StringComparer.Ordinal));
            var body = Body(operand.Body);
            Close();
            return operand with { Body = body };
        }

        foreach (var expression in operand.Body)
        {
            if (expression.Literal is CallLiteral c && c.Is("assign"))
            {
                diagnostics.Compile(
                    expression.Span,
                    name == "not" ? "cannot assign vars inside negated expression" : $"cannot assign vars inside implicit {name} operand");
                return operand;
            }
        }

        return operand with { Body = Body(operand.Body) };
    }

    private ImmutableArray<With> Withs(Expression expression) => [.. expression.Withs.Select(w => w with { Value = Term(w.Value) })];

    private RefTerm Operator(RefTerm op) =>
        op.Head is VarTerm v && Find(v.Name) is { Kind: not Occurrence.Seen } entry
            ? op with { Parts = [Use(entry, v.Span), .. op.Parts.AsSpan(1..)] }
            : op;

    private Term Term(Term term)
    {
        StackGuard.Check(term.Span);
        switch (term)
        {
            case VarTerm v:
                return Variable(v);
            case RefTerm r:
                return r with { Parts = [.. r.Parts.Select(Term)] };
            case ArrayTerm a:
                return a with { Items = [.. a.Items.Select(Term)] };
            case SetTerm s:
                return s with { Items = [.. s.Items.Select(Term)] };
            case ObjectTerm o:
                return o with { Entries = [.. o.Entries.Select(e => new ObjectEntry(Term(e.Key), Term(e.Value)))] };
            case CallTerm c:
                return c with { Operator = Operator(c.Operator), Arguments = [.. c.Arguments.Select(Term)] };
            case Comprehension c:
                return Comprehension(c);
            default:
                return term;
        }
    }

    private Term Comprehension(Comprehension comprehension)
    {
        _scopes.Add(new(StringComparer.Ordinal));
        var body = Body(comprehension.Body);
        Term result = comprehension switch
        {
            ArrayComprehension a => a with { Item = Term(a.Item), Body = body },
            SetComprehension s => s with { Item = Term(s.Item), Body = body },
            ObjectComprehension o => o with { Key = Term(o.Key), Value = Term(o.Value), Body = body },
            _ => comprehension,
        };
        Close();
        return result;
    }

    private VarTerm Variable(VarTerm variable)
    {
        if (Find(variable.Name) is { Kind: not Occurrence.Seen } entry)
        {
            return Use(entry, variable.Span);
        }

        // `data` and `input` may be declared by a policy of v0; merely mentioning them declares nothing.
        _scopes[^1].TryAdd(variable.Name, new(variable, Occurrence.Seen, variable.Span));
        return variable;
    }

    private static VarTerm Use(Entry entry, SourceSpan at)
    {
        entry.Uses++;
        return entry.Renamed with { Span = at };
    }

    private Entry? Find(string name)
    {
        for (var i = _scopes.Count - 1; i >= 0; i--)
        {
            if (_scopes[i].TryGetValue(name, out var entry) && entry.Kind != Occurrence.Seen)
            {
                return entry;
            }
        }

        return null;
    }

    private VarTerm? Declare(VarTerm variable, Occurrence kind)
    {
        var clash = _scopes[^1].TryGetValue(variable.Name, out var existing) ? existing
            : _scopes.Count == 2 && _scopes[0].TryGetValue(variable.Name, out var argument) ? argument
            : null;
        if (clash is not null)
        {
            diagnostics.Compile(variable.Span, clash.Kind switch
            {
                Occurrence.Argument => $"arg {variable.Name} redeclared",
                Occurrence.Assigned => $"var {variable.Name} assigned above",
                Occurrence.Declared => $"var {variable.Name} declared above",
                _ => $"var {variable.Name} referenced above",
            });
            return null;
        }

        var entry = new Entry(names.Rename(variable.Span, variable.Name), kind, variable.Span);
        _scopes[^1][variable.Name] = entry;
        return entry.Renamed;
    }

    private void Close()
    {
        var scope = _scopes[^1];
        _scopes.RemoveAt(_scopes.Count - 1);
        if (!options.Strict)
        {
            return;
        }

        foreach (var (name, entry) in scope)
        {
            if (entry is { Uses: 0, Kind: Occurrence.Assigned or Occurrence.Declared } && !name.StartsWith('$') && !name.StartsWith("__local", StringComparison.Ordinal))
            {
                diagnostics.Compile(entry.At, $"{(entry.Kind == Occurrence.Assigned ? "assigned" : "declared")} var {name} unused");
            }
        }
    }
}
