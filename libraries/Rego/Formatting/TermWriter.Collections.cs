using System.Collections.Immutable;
using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego.Formatting;

// Arrays, sets, objects and arguments.
internal sealed partial class TermWriter
{
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
                Item(item, mayHeadComprehension: open != "(" && item == items[0]);
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
                Item(items[i], mayHeadComprehension: open != "(" && i == 0);
            }
        }

        lines.Text(close);
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
                Pair(entry.Key, entry.Value, first: entry == o.Entries[0]);
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
                Pair(o.Entries[i].Key, o.Entries[i].Value, first: i == 0);
            }
        }

        lines.Text("}");
    }

    private void Pair(Term key, Term value, bool first)
    {
        Item(key, first);
        lines.Text(": ");
        Item(value, first);
    }

    // In a list the commas of `k, v in xs` need parentheses.
    private void Item(Term item, bool mayHeadComprehension)
    {
        if ((item is CallTerm { Infix: true } c && c.Operator.DottedName() == "internal.member_3") || (mayHeadComprehension && BeginsWithUnion(item)))
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

    // `[a | b == c]` would be read as a comprehension: only what stands first between brackets can be taken for its head.
    private static bool BeginsWithUnion(Term term)
    {
        var minimum = 0;
        while (term is CallTerm { Infix: true } c && s_precedence.TryGetValue(c.Operator.DottedName(), out var own) && own >= minimum)
        {
            if (c.Operator.DottedName() == "or")
            {
                return true;
            }

            minimum = Math.Max(own, 1);
            term = c.Arguments[0];
        }

        return false;
    }
}
