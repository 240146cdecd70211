using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego.MutationTesting;

internal sealed partial class MutantFinder
{
    private void Term(Term term)
    {
        switch (term)
        {
            case BooleanTerm boolean:
                Constant(boolean.Span, boolean.Value ? "false" : "true");
                break;
            case NumberTerm number:
                Constant(number.Span, Another(number.Text));
                break;
            // A name after a dot is a text too, but no constant.
            case StringTerm text when Text(text.Span) is ['"' or '`', ..]:
                Constant(text.Span, text.Value.Length > 0 ? "\"\"" : "\"mutant\"");
                break;
            case RefTerm reference:
                foreach (var part in reference.Parts)
                {
                    Term(part);
                }

                break;
            case ArrayTerm array:
                Elements([.. array.Items.Select(item => (item.Span.Start, item.Span.End))], null, array.Items);
                break;
            case SetTerm set:
                Elements([.. set.Items.Select(item => (item.Span.Start, item.Span.End))], set.Span, set.Items);
                break;
            case ObjectTerm @object:
                Elements([.. @object.Entries.Select(entry => (entry.Key.Span.Start, entry.Value.Span.End))], null, @object.Entries.SelectMany(entry => new[] { entry.Key, entry.Value }));
                break;
            case ArrayComprehension array:
                Term(array.Item);
                Body(array.Body);
                break;
            case SetComprehension set:
                Term(set.Item);
                Body(set.Body);
                break;
            case ObjectComprehension @object:
                Term(@object.Key);
                Term(@object.Value);
                Body(@object.Body);
                break;
            case CallTerm call:
                Call(call.Operator, call.Arguments, call.Infix);
                break;
            case TemplateTerm template:
                foreach (var part in template.Parts.OfType<Expression>())
                {
                    Literal(part.Literal);
                }

                break;
        }
    }

    private void Constant(SourceSpan span, string other) => Add(_inDefault ? MutationOperator.ChangeDefault : MutationOperator.ChangeConstant, span, other);

    private static string Another(string number) => BigInteger.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
        ? (whole + 1).ToString(CultureInfo.InvariantCulture)
        : "0";

    // With the comma that belongs to it. A set without elements has a spelling of its own.
    private void Elements(ImmutableArray<(int Start, int End)> items, SourceSpan? set, IEnumerable<Term> inner)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (items.Length == 1 && set is { } whole)
            {
                Add(MutationOperator.RemoveElement, whole, "set()");
            }
            else if (i < items.Length - 1)
            {
                Add(MutationOperator.RemoveElement, items[i].Start, items[i + 1].Start, "");
            }
            else
            {
                Add(MutationOperator.RemoveElement, i > 0 ? items[i - 1].End : items[i].Start, items[i].End, "");
            }
        }

        foreach (var term in inner)
        {
            Term(term);
        }
    }
}
