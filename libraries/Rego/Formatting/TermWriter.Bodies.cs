using System.Collections.Immutable;
using Platform.Rego.Syntax;

namespace Platform.Rego.Formatting;

// Bodies: expressions one below the other, with the comments and blank lines between them.
internal sealed partial class TermWriter
{
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

    private bool FitsOnLine(Expression expression) => dialect == Dialect.V0 || expression.Literal is not TermLiteral { Term: SetTerm or ObjectTerm };
}
