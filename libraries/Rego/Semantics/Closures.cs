using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>Finds the outermost closures of an expression: comprehensions, bodies of <c>every</c>, operands of <c>and</c>, <c>or</c>, <c>not</c>.</summary>
internal static class Closures
{
    public static void Walk(Expression expression, Action<Comprehension> comprehension, Action<EveryLiteral> every, Action<LogicalOperand> operand)
    {
        foreach (var with in expression.Withs)
        {
            Walk(with.Value, comprehension);
        }

        switch (expression.Literal)
        {
            case TermLiteral t:
                Walk(t.Term, comprehension);
                break;
            case CallLiteral c:
                foreach (var argument in c.Arguments)
                {
                    Walk(argument, comprehension);
                }

                break;
            case SomeLiteral s:
                foreach (var symbol in s.Symbols)
                {
                    Walk(symbol, comprehension);
                }

                break;
            case EveryLiteral e:
                Walk(e.Domain, comprehension);
                every(e);
                break;
            case NotLiteral n:
                operand(n.Operand);
                break;
            case AndLiteral a:
                operand(a.Left);
                operand(a.Right);
                break;
            case OrLiteral o:
                operand(o.Left);
                operand(o.Right);
                break;
        }
    }

    public static void Walk(Term term, Action<Comprehension> comprehension)
    {
        switch (term)
        {
            case Comprehension c:
                comprehension(c);
                break;
            case RefTerm r:
                WalkAll(r.Parts, comprehension);
                break;
            case ArrayTerm a:
                WalkAll(a.Items, comprehension);
                break;
            case SetTerm s:
                WalkAll(s.Items, comprehension);
                break;
            case ObjectTerm o:
                foreach (var entry in o.Entries)
                {
                    Walk(entry.Key, comprehension);
                    Walk(entry.Value, comprehension);
                }

                break;
            case CallTerm c:
                WalkAll(c.Arguments, comprehension);
                break;
        }
    }

    private static void WalkAll(IEnumerable<Term> terms, Action<Comprehension> comprehension)
    {
        foreach (var term in terms)
        {
            Walk(term, comprehension);
        }
    }
}
