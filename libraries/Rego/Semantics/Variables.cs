using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>What a search for variables leaves out.</summary>
[Flags]
internal enum Skip
{
    None = 0,
    Closures = 1,
    RefHead = 2,
    ObjectKeys = 4,
    Sets = 8,

    /// <summary>The name of a called function.</summary>
    CallHead = 16,
}

/// <summary>Collects the variables of terms, expressions and bodies.</summary>
internal static class Variables
{
    public static HashSet<string> Of(Expression expression, Skip skip)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Add(expression, skip, found);
        return found;
    }

    public static HashSet<string> Of(IEnumerable<Expression> body, Skip skip)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var expression in body)
        {
            Add(expression, skip, found);
        }

        return found;
    }

    public static HashSet<string> Of(Term term, Skip skip)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Add(term, skip, found);
        return found;
    }

    public static void Add(Expression expression, Skip skip, HashSet<string> found)
    {
        Add(expression.Literal, skip, found);
        foreach (var with in expression.Withs)
        {
            if (!with.IsFunctionValue)
            {
                Add(with.Value, skip, found);
            }
        }
    }

    public static void Add(Literal literal, Skip skip, HashSet<string> found)
    {
        switch (literal)
        {
            case TermLiteral t:
                Add(t.Term, skip, found);
                break;
            case CallLiteral c:
                AddOperator(c.Operator, skip, found);
                AddAll(c.Arguments, skip, found);
                break;
            case SomeLiteral s:
                AddAll(s.Symbols, skip, found);
                break;
            case EveryLiteral e:
                Add(e.Domain, skip, found);
                if (!skip.HasFlag(Skip.Closures))
                {
                    if (e.Key is not null)
                    {
                        Add(e.Key, skip, found);
                    }

                    Add(e.Value, skip, found);
                    AddBody(e.Body, skip, found);
                }

                break;
            case NotLiteral n:
                AddOperand(n.Operand, skip, found);
                break;
            case AndLiteral a:
                AddOperand(a.Left, skip, found);
                AddOperand(a.Right, skip, found);
                break;
            case OrLiteral o:
                AddOperand(o.Left, skip, found);
                AddOperand(o.Right, skip, found);
                break;
        }
    }

    public static void Add(Term term, Skip skip, HashSet<string> found)
    {
        switch (term)
        {
            case VarTerm v:
                found.Add(v.Name);
                break;
            case RefTerm r:
                if (!skip.HasFlag(Skip.RefHead) || r.Head is not VarTerm)
                {
                    Add(r.Head, skip, found);
                }

                foreach (var part in r.Parts.AsSpan(1..))
                {
                    Add(part, skip, found);
                }

                break;
            case ArrayTerm a:
                AddAll(a.Items, skip, found);
                break;
            case SetTerm s when !skip.HasFlag(Skip.Sets):
                AddAll(s.Items, skip, found);
                break;
            case ObjectTerm o:
                foreach (var entry in o.Entries)
                {
                    if (!skip.HasFlag(Skip.ObjectKeys))
                    {
                        Add(entry.Key, skip, found);
                    }

                    Add(entry.Value, skip, found);
                }

                break;
            case CallTerm c:
                AddOperator(c.Operator, skip, found);
                AddAll(c.Arguments, skip, found);
                break;
            case TemplateTerm t:
                foreach (var part in t.Parts.OfType<Expression>())
                {
                    Add(part, skip, found);
                }

                break;
            case Comprehension c when !skip.HasFlag(Skip.Closures):
                AddComprehension(c, skip, found);
                break;
        }
    }

    /// <summary>The variables that the closures of an expression mention.</summary>
    public static HashSet<string> InClosures(Expression expression)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Closures.Walk(
            expression,
            comprehension => AddComprehension(comprehension, Skip.CallHead, found),
            every => AddBody(every.Body, Skip.CallHead, found),
            operand => AddBody(operand.Body, Skip.CallHead, found));
        return found;
    }

    private static void AddComprehension(Comprehension c, Skip skip, HashSet<string> found)
    {
        switch (c)
        {
            case ArrayComprehension a:
                Add(a.Item, skip, found);
                break;
            case SetComprehension s:
                Add(s.Item, skip, found);
                break;
            case ObjectComprehension o:
                Add(o.Key, skip, found);
                Add(o.Value, skip, found);
                break;
        }

        AddBody(c.Body, skip, found);
    }

    private static void AddOperator(RefTerm op, Skip skip, HashSet<string> found)
    {
        if (!skip.HasFlag(Skip.CallHead))
        {
            Add(op, skip, found);
        }
    }

    // What an implicit operand mentions is the enclosing body's; an explicit one is a closure.
    private static void AddOperand(LogicalOperand operand, Skip skip, HashSet<string> found)
    {
        if (!skip.HasFlag(Skip.Closures))
        {
            AddBody(operand.Body, skip, found);
        }
    }

    private static void AddBody(IEnumerable<Expression> body, Skip skip, HashSet<string> found)
    {
        foreach (var expression in body)
        {
            Add(expression, skip, found);
        }
    }

    private static void AddAll(IEnumerable<Term> terms, Skip skip, HashSet<string> found)
    {
        foreach (var term in terms)
        {
            Add(term, skip, found);
        }
    }
}
