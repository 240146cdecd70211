using Platform.Rego.Syntax;

namespace Platform.Rego.Formatting;

// Calls, and the operators among them with the parentheses that their precedence needs.
internal sealed partial class TermWriter
{
    private static readonly Dictionary<string, int> s_precedence = new(StringComparer.Ordinal)
    {
        ["internal.member_2"] = 0, ["internal.member_3"] = 0,
        ["equal"] = 1, ["neq"] = 1, ["lt"] = 1, ["lte"] = 1, ["gt"] = 1, ["gte"] = 1,
        ["or"] = 2, ["and"] = 3, ["plus"] = 4, ["minus"] = 4, ["mul"] = 5, ["div"] = 5, ["rem"] = 5,
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
}
