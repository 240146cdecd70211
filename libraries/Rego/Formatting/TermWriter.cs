using System.Collections.Immutable;
using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego.Formatting;

/// <summary>Expressions and terms. Lists that were spread over lines stay spread, one item per line.</summary>
internal sealed partial class TermWriter(LineWriter lines, Dialect dialect)
{
    private Term? _parenthesised;

    public string PackagePath(RefTerm path)
    {
        var first = ((StringTerm)path.Parts[1]).Value;
        return TermPrinter.Print(path with { Parts = [new VarTerm(path.Span, first), .. path.Parts.AsSpan(2..)] });
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

    private static bool Spread(SourceSpan span) => EndRow(span) > span.Row;

    private static int EndRow(SourceSpan span) => span.Source is null ? 0 : span.Source.Row(Math.Max(span.Start, span.End - 1));
}
