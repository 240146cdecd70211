using System.Collections.Immutable;
using Platform.Rego.Capabilities;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics.Types;

/// <summary>What is known of the variables of a body; with a report, what does not fit is told.</summary>
internal sealed partial class TypeScope(RuleTypes rules, TypeReport? report, TypeScope? outer = null)
{
    private readonly Dictionary<string, RegoType> _variables = new(StringComparer.Ordinal);

    /// <summary>Set while an expression replaces data or functions: then nothing is known of them.</summary>
    private bool _replaced = outer?._replaced ?? false;

    /// <summary>The same for the input, of which a schema then says nothing.</summary>
    private bool _replacedAny = outer?._replacedAny ?? false;

    /// <summary>The schemas of the rule.</summary>
    public RuleSchemas Schemas { get; init; } = outer?.Schemas ?? RuleSchemas.None;

    public void Bind(string name, RegoType type) => _variables[name] = type;

    public void Body(ImmutableArray<Expression> body)
    {
        foreach (var expression in body)
        {
            Expression(expression);
        }
    }

    /// <summary>The type of a term; anything when nothing is known.</summary>
    public RegoType Of(Term term)
    {
        StackGuard.Check(term.Span);
        switch (term)
        {
            case NullTerm: return RegoType.Null;
            case BooleanTerm: return RegoType.Boolean;
            case NumberTerm: return RegoType.Number;
            case StringTerm: return RegoType.String;
            case VarTerm v: return Find(v.Name) ?? RegoType.Any;
            case ArrayTerm a: return new ArrayType([.. a.Items.Select(Of)], null);
            case SetTerm s: return new SetType(s.Items.IsEmpty ? RegoType.Any : TypeAlgebra.Union(s.Items.Select(Of)));
            case ObjectTerm o: return Object(o);
            case RefTerm r: return Reference(r, bind: false);
            case ArrayComprehension c: return new ArrayType([], Inside(c.Body, s => s.Of(c.Item)));
            case SetComprehension c: return new SetType(Inside(c.Body, s => s.Of(c.Item)));
            case ObjectComprehension c:
                var (key, value) = Inside(c.Body, s => (s.Of(c.Key), s.Of(c.Value)));
                return new ObjectType([], key, value);
            default: return RegoType.Any;
        }
    }

    private T Inside<T>(ImmutableArray<Expression> body, Func<TypeScope, T> result)
    {
        var scope = new TypeScope(rules, report, this);
        scope.Body(body);
        return result(scope);
    }

    private RegoType? Find(string name) => _variables.TryGetValue(name, out var type) ? type : outer?.Find(name);

    private ObjectType Object(ObjectTerm o)
    {
        var properties = new Dictionary<Values.Val, StaticProperty>();
        var keys = new List<RegoType?>();
        var values = new List<RegoType?>();
        foreach (var entry in o.Entries)
        {
            if (TypeAlgebra.Constant(entry.Key) is { } constant)
            {
                properties[constant] = new(constant, Of(entry.Value));
            }
            else
            {
                keys.Add(Of(entry.Key));
                values.Add(Of(entry.Value));
            }
        }

        return new(
            [.. properties.Values.OrderBy(p => p.Key)],
            keys.Count > 0 ? TypeAlgebra.Union(keys) : null,
            keys.Count > 0 ? TypeAlgebra.Union(values) : null);
    }

    private void Expression(Expression expression)
    {
        var (before, beforeAny) = (_replaced, _replacedAny);
        _replacedAny |= expression.Withs.Length > 0;
        _replaced |= expression.Withs.Any(w => w.Target.HeadName != "input");
        switch (expression.Literal)
        {
            case TermLiteral { Term: RefTerm r }:
                Reference(r, bind: true);
                break;
            case TermLiteral t:
                Check(t.Term);
                break;
            case CallLiteral { Arguments: [var left, var right] } c when c.Is("eq"):
                Unify(expression, left, right);
                break;
            case CallLiteral c:
                Call(expression, c);
                break;
            case EveryLiteral e:
                var domain = Of(e.Domain);
                var scope = new TypeScope(rules, report, this);
                if (e.Key is VarTerm k)
                {
                    scope.Bind(k.Name, TypeAlgebra.Keys(domain));
                }

                if (e.Value is VarTerm v)
                {
                    scope.Bind(v.Name, TypeAlgebra.Values(domain));
                }

                scope.Body(e.Body);
                break;
            case NotLiteral n:
                Inside(n.Operand.Body, _ => true);
                break;
            case AndLiteral a:
                Inside(a.Left.Body, _ => true);
                Inside(a.Right.Body, _ => true);
                break;
            case OrLiteral o:
                Inside(o.Left.Body, _ => true);
                Inside(o.Right.Body, _ => true);
                break;
        }

        (_replaced, _replacedAny) = (before, beforeAny);
    }

    // Looks into a term for references and closures that do not fit.
    private void Check(Term term) => Of(term);

    private void Unify(Expression expression, Term left, Term right)
    {
        var a = Side(left);
        var b = Side(right);
        if (!TypeAlgebra.Overlap(a, b))
        {
            report?.Match(expression.Span, a, b);
            return;
        }

        Learn(left, b);
        Learn(right, a);
    }

    private RegoType Side(Term term) => term is RefTerm r ? Reference(r, bind: true) : Of(term);

    // Variables without a type take that of what they are matched with.
    private void Learn(Term pattern, RegoType type)
    {
        switch (pattern)
        {
            case VarTerm v when Find(v.Name) is null:
                Bind(v.Name, type);
                break;
            case ArrayTerm a when type is ArrayType t:
                for (var i = 0; i < a.Items.Length; i++)
                {
                    Learn(a.Items[i], i < t.Static.Length ? t.Static[i] : t.Dynamic ?? RegoType.Any);
                }

                break;
            case ObjectTerm o when type is ObjectType t:
                foreach (var entry in o.Entries)
                {
                    if (TypeAlgebra.Constant(entry.Key) is { } key)
                    {
                        Learn(entry.Value, t.Static.FirstOrDefault(p => p.Key.Equals(key))?.Value ?? t.DynamicValue ?? RegoType.Any);
                    }
                }

                break;
        }
    }
}
