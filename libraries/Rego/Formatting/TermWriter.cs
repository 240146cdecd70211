using System.Collections.Immutable;
using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego.Formatting;

/// <summary>Expressions and terms. Lists that were spread over lines stay spread, one item per line.</summary>
internal sealed class TermWriter(LineWriter lines, Dialect dialect)
{
    private static readonly Dictionary<string, int> s_precedence = new(StringComparer.Ordinal)
    {
        ["internal.member_2"] = 0, ["internal.member_3"] = 0,
        ["equal"] = 1, ["neq"] = 1, ["lt"] = 1, ["lte"] = 1, ["gt"] = 1, ["gte"] = 1,
        ["or"] = 2, ["and"] = 3, ["plus"] = 4, ["minus"] = 4, ["mul"] = 5, ["div"] = 5, ["rem"] = 5,
    };

    private Term? _parenthesised;

    public string PackagePath(RefTerm path)
    {
        var first = ((StringTerm)path.Parts[1]).Value;
        return TermPrinter.Print(path with { Parts = [new VarTerm(path.Span, first), .. path.Parts.AsSpan(2..)] });
    }

    /// <summary>A braced body, one expression per line.</summary>
    /// <param name="startRow">The row of the opening brace, whose comment stays behind it.</param>
    /// <param name="endRow">The row of the closing brace.</param>
    public void Block(ImmutableArray<Expression> body, int startRow, int endRow)
    {
        lines.Text("{");
        if (body.Length == 1 && !Spread(body[0].Span) && body[0].Span.Row == endRow && FitsOnLine(body[0]))
        {
            lines.Text(" ");
            Continued(body[0], null, braced: true);
            lines.Text(" }");
            return;
        }

        lines.EndLine(startRow);
        lines.Indent++;
        Body(body, braced: true);
        lines.CommentsBefore(endRow);
        lines.Indent--;
        lines.Text("}");
    }

    public bool FitsAfterIf(Expression expression) => expression.Literal is not TermLiteral { Term: SetTerm or ObjectTerm } and not SomeLiteral { Symbols: not [CallTerm] };

    public void Expression(Expression expression)
    {
        lines.Text(expression.Negated ? "not " : "");
        switch (expression.Literal)
        {
            case TermLiteral t:
                Write(t.Term);
                break;
            case CallLiteral { Arguments: [var left, var right] } c when c.Is("assign") || c.Is("eq"):
                Write(left);
                lines.Text(c.Is("assign") ? " := " : " = ");
                Write(right);
                break;
            case CallLiteral c:
                Write(new CallTerm(c.Span, c.Operator, c.Arguments) { Infix = c.Infix });
                break;
            case SomeLiteral { Symbols: [CallTerm membership] }:
                lines.Text("some ");
                Write(membership);
                break;
            case SomeLiteral s:
                lines.Text($"some {string.Join(", ", s.Symbols.Select(TermPrinter.Print))}");
                break;
            case EveryLiteral e:
                lines.Text($"every {(e.Key is null ? "" : TermPrinter.Print(e.Key) + ", ")}{TermPrinter.Print(e.Value)} in ");
                Write(e.Domain);
                lines.Text(" ");
                Block(e.Body, EndRow(e.Domain.Span), EndRow(e.Span));
                break;
            case NotLiteral n:
                lines.Text("not ");
                Operand(n.Operand, 2);
                break;
            case AndLiteral a:
                Operand(a.Left, 1);
                lines.Text(" and ");
                Operand(a.Right, 2);
                break;
            case OrLiteral o:
                Operand(o.Left, 0);
                lines.Text(" or ");
                Operand(o.Right, 1);
                break;
        }

        foreach (var with in expression.Withs)
        {
            lines.Text(" with ");
            Write(with.Target);
            lines.Text(" as ");
            Write(with.Value);
        }
    }

    public void Write(Term term)
    {
        switch (term)
        {
            case NumberTerm n when ReferenceEquals(n, _parenthesised):
                lines.Text($"({n.Text})");
                break;
            case CallTerm c when ReferenceEquals(c, _parenthesised):
                _parenthesised = null;
                lines.Text("(");
                Call(c);
                lines.Text(")");
                break;
            case StringTerm { Raw: true } s:
                lines.Text($"`{s.Value}`");
                break;
            case RefTerm r:
                Reference(r);
                break;
            case ArrayTerm a:
                List("[", a.Items, "]", a.Span);
                break;
            case SetTerm { Items.Length: > 0 } s:
                List("{", s.Items, "}", s.Span);
                break;
            case ObjectTerm { Entries.Length: > 0 } o:
                Object(o);
                break;
            case ArrayComprehension c:
                Comprehension("[", () => Head(c.Item), c, "]");
                break;
            case SetComprehension c:
                Comprehension("{", () => Head(c.Item), c, "}");
                break;
            case ObjectComprehension c:
                Comprehension("{", () => HeadPair(c.Key, c.Value), c, "}");
                break;
            case CallTerm c:
                Call(c);
                break;
            case TemplateTerm t:
                // What a template says depends on its spelling; it is left as it stands.
                lines.Text(t.Span.Text);
                break;
            default:
                lines.Text(TermPrinter.Print(term));
                break;
        }
    }

    public void List(string open, ImmutableArray<Term> items, string close, SourceSpan span)
    {
        lines.Text(open);
        if (Spread(span) && items.Length > 0 && (items[0].Span.Row > span.Row || lines.HasCommentIn(span.Row, EndRow(span) - 1)) && items.All(i => i.Span.Source is not null))
        {
            lines.EndLine(span.Row);
            lines.Indent++;
            foreach (var item in items)
            {
                lines.CommentsBefore(item.Span.Row);
                Item(item);
                lines.Text(",");
                lines.EndLine(EndRow(item.Span));
            }

            lines.CommentsBefore(EndRow(span));
            lines.Indent--;
        }
        else
        {
            for (var i = 0; i < items.Length; i++)
            {
                lines.Text(i > 0 ? ", " : "");
                Item(items[i]);
            }
        }

        lines.Text(close);
    }

    // The head of a comprehension is a plain term: an infix call there needs parentheses, since `|` would be read as its operator.
    private void Head(Term item)
    {
        if (item is CallTerm { Infix: true })
        {
            lines.Text("(");
            Write(item);
            lines.Text(")");
        }
        else
        {
            Write(item);
        }
    }

    private void HeadPair(Term key, Term value)
    {
        Head(key);
        lines.Text(": ");
        Head(value);
    }

    // In a list the commas of `k, v in xs` need parentheses; so does a union that would read as a comprehension.
    private void Item(Term item)
    {
        if (item is CallTerm { Infix: true } c && (c.Operator.DottedName() == "internal.member_3" || c.Operator.DottedName() == "or"))
        {
            lines.Text("(");
            Write(item);
            lines.Text(")");
        }
        else
        {
            Write(item);
        }
    }

    private void Body(ImmutableArray<Expression> body, bool braced = false)
    {
        Expression? previous = null;
        foreach (var expression in body)
        {
            if (previous is not null && FirstRow(expression.Span.Row) > EndRow(previous.Span) + 1)
            {
                lines.Blank();
            }

            lines.CommentsBefore(expression.Span.Row);
            Continued(expression, previous, braced);
            lines.EndLine(EndRow(expression.Span));
            previous = expression;
        }

        int FirstRow(int row)
        {
            // A comment above belongs to the expression; the blank line is looked for above the comment.
            while (lines.HasCommentIn(row - 1, row - 1))
            {
                row--;
            }

            return row;
        }
    }

    // A line that begins with a minus would be read as going on with the line before it; a brace and a union, as a comprehension.
    private void Continued(Expression expression, Expression? previous, bool braced)
    {
        if (expression.Negated)
        {
            Expression(expression);
            return;
        }

        if (expression.Literal is CallLiteral { Infix: true } union && union.Is("or"))
        {
            expression = expression with { Literal = new TermLiteral(union.Span, new CallTerm(union.Span, union.Operator, union.Arguments) { Infix = true }) };
        }

        var first = expression.Literal switch { TermLiteral t => t.Term, CallLiteral { Infix: true } c => c.Arguments[0], _ => null };
        var loose = true;
        while (first is CallTerm { Infix: true } call)
        {
            if (loose && braced && previous is null && call.Operator.DottedName() == "or")
            {
                break;
            }

            loose &= s_precedence.GetValueOrDefault(call.Operator.DottedName()) <= 1;
            first = call.Arguments[0];
        }

        _parenthesised = first is CallTerm { Infix: true } || (previous is not null && first is NumberTerm { Text: ['-', ..] }) ? first : null;
        Expression(expression);
    }

    private void Operand(LogicalOperand operand, int level)
    {
        if (operand.Explicit || operand.Body.Length != 1)
        {
            Block(operand.Body, operand.Span.Row, EndRow(operand.Span));
            return;
        }

        var inner = operand.Body[0];
        var own = inner.Literal switch { OrLiteral => 0, AndLiteral => 1, NotLiteral => 2, _ => 3 };
        if (own < level || inner.Withs.Length > 0)
        {
            lines.Text("(");
            Expression(inner);
            lines.Text(")");
        }
        else
        {
            Expression(inner);
        }
    }

    private void Reference(RefTerm r)
    {
        Write(r.Head);
        foreach (var part in r.Parts.AsSpan(1..))
        {
            if (part is StringTerm { Value: var name } && TermPrinter.IsName(name))
            {
                lines.Text("." + name);
            }
            else
            {
                lines.Text("[");
                Write(part);
                lines.Text("]");
            }
        }
    }

    private void Object(ObjectTerm o)
    {
        lines.Text("{");
        if (Spread(o.Span) && (o.Entries[0].Key.Span.Row > o.Span.Row || lines.HasCommentIn(o.Span.Row, EndRow(o.Span) - 1)))
        {
            lines.EndLine(o.Span.Row);
            lines.Indent++;
            foreach (var entry in o.Entries)
            {
                lines.CommentsBefore(entry.Key.Span.Row);
                Pair(entry.Key, entry.Value);
                lines.Text(",");
                lines.EndLine(EndRow(entry.Value.Span));
            }

            lines.CommentsBefore(EndRow(o.Span));
            lines.Indent--;
        }
        else
        {
            for (var i = 0; i < o.Entries.Length; i++)
            {
                lines.Text(i > 0 ? ", " : "");
                Pair(o.Entries[i].Key, o.Entries[i].Value);
            }
        }

        lines.Text("}");
    }

    private void Pair(Term key, Term value)
    {
        Item(key);
        lines.Text(": ");
        Item(value);
    }

    private void Comprehension(string open, Action head, Comprehension c, string close)
    {
        lines.Text(open);
        head();
        lines.Text(" |");
        if (Spread(c.Span) && c.Body[0].Span.Row > c.Span.Row)
        {
            lines.EndLine(EndRow(HeadEnd(c)));
            lines.Indent++;
            Body(c.Body);
            lines.CommentsBefore(EndRow(c.Span));
            lines.Indent--;
        }
        else
        {
            for (var i = 0; i < c.Body.Length; i++)
            {
                lines.Text(i > 0 ? "; " : " ");
                Expression(c.Body[i]);
            }
        }

        lines.Text(close);
    }

    private static SourceSpan HeadEnd(Comprehension c) => c switch
    {
        ArrayComprehension a => a.Item.Span,
        SetComprehension s => s.Item.Span,
        ObjectComprehension o => o.Value.Span,
        _ => c.Span,
    };

    private void Call(CallTerm c)
    {
        var name = c.Operator.DottedName();
        if (!c.Infix || !s_precedence.TryGetValue(name, out var precedence))
        {
            Reference(c.Operator);
            List("(", c.Arguments, ")", c.Span);
            return;
        }

        if (precedence == 0)
        {
            for (var i = 0; i < c.Arguments.Length - 1; i++)
            {
                lines.Text(i > 0 ? ", " : "");
                Infix(c.Arguments[i], 1);
            }

            lines.Text(" in ");
            Infix(c.Arguments[^1], 1);
            return;
        }

        Infix(c.Arguments[0], precedence);
        lines.Text($" {TermPrinter.Infix(name)} ");
        Infix(c.Arguments[1], precedence + 1);
    }

    private void Infix(Term term, int minimum)
    {
        if (term is CallTerm { Infix: true } c && s_precedence.TryGetValue(c.Operator.DottedName(), out var own) && own < minimum)
        {
            lines.Text("(");
            Write(term);
            lines.Text(")");
        }
        else
        {
            Write(term);
        }
    }

    private bool FitsOnLine(Expression expression) => dialect == Dialect.V0 || expression.Literal is not TermLiteral { Term: SetTerm or ObjectTerm };

    private static bool Spread(SourceSpan span) => EndRow(span) > span.Row;

    private static int EndRow(SourceSpan span) => span.Source is null ? 0 : span.Source.Row(Math.Max(span.Start, span.End - 1));
}
