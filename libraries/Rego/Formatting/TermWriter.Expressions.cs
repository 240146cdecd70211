using Platform.Rego.Syntax;

namespace Platform.Rego.Formatting;

// One expression of a body with its modifiers, and the operands of `and`, `or` and `not`.
internal sealed partial class TermWriter
{
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

    private void Operand(LogicalOperand operand, int level)
    {
        if (operand.Explicit || operand.Body.Length != 1)
        {
            Block(operand.Body, operand.Span.Row, EndRow(operand.Span));
            return;
        }

        var inner = operand.Body[0];
        var own = inner.Literal switch { OrLiteral => 0, AndLiteral => 1, NotLiteral => 2, _ => 3 };
        // A set of one item would be read as a body.
        if (own < level || inner.Withs.Length > 0 || inner.Literal is TermLiteral { Term: SetTerm { Items.Length: 1 } })
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
}
