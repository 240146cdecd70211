using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego.Formatting;

// Comprehensions: a head that is one plain term, and a body.
internal sealed partial class TermWriter
{
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

    private static SourceSpan HeadEnd(Comprehension c) => c switch
    {
        ArrayComprehension a => a.Item.Span,
        SetComprehension s => s.Item.Span,
        ObjectComprehension o => o.Value.Span,
        _ => c.Span,
    };
}
