using System.Text;

namespace Platform.Rego.Syntax;

/// <summary>Terms and expressions as Rego on one line, as OPA's messages show them.</summary>
internal static class TermPrinter
{
    private static readonly Dictionary<string, string> InfixSymbols = new(StringComparer.Ordinal)
    {
        ["plus"] = "+", ["minus"] = "-", ["mul"] = "*", ["div"] = "/", ["rem"] = "%", ["and"] = "&", ["or"] = "|",
        ["equal"] = "==", ["neq"] = "!=", ["lt"] = "<", ["lte"] = "<=", ["gt"] = ">", ["gte"] = ">=", ["eq"] = "=", ["assign"] = ":=",
    };

    public static string Print(Term term)
    {
        var text = new StringBuilder();
        Write(text, term);
        return text.ToString();
    }

    public static string Print(Expression expression)
    {
        var text = new StringBuilder();
        Write(text, expression);
        return text.ToString();
    }

    public static string? Infix(string name) => InfixSymbols.GetValueOrDefault(name);

    public static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                case < ' ' or '\u007f': text.Append($"\\u{(int)c:x4}"); break;
                default: text.Append(c); break;
            }
        }

        return text.Append('"').ToString();
    }

    public static bool IsName(string value) =>
        value.Length > 0 && (char.IsAsciiLetter(value[0]) || value[0] == '_') && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static void Write(StringBuilder text, Term term)
    {
        switch (term)
        {
            case NullTerm: text.Append("null"); break;
            case BooleanTerm b: text.Append(b.Value ? "true" : "false"); break;
            case NumberTerm n: text.Append(n.Text); break;
            case StringTerm s: text.Append(Quote(s.Value)); break;
            case VarTerm v: text.Append(v.IsWildcard ? "_" : v.Name); break;
            case RefTerm r: WriteRef(text, r); break;
            case ArrayTerm a: WriteList(text, "[", a.Items, "]"); break;
            case SetTerm { Items.Length: 0 }: text.Append("set()"); break;
            case SetTerm s: WriteList(text, "{", s.Items, "}"); break;
            case ObjectTerm o: WriteObject(text, o); break;
            case ArrayComprehension c: WriteComprehension(text, "[", Print(c.Item), c, "]"); break;
            case SetComprehension c: WriteComprehension(text, "{", Print(c.Item), c, "}"); break;
            case ObjectComprehension c: WriteComprehension(text, "{", $"{Print(c.Key)}: {Print(c.Value)}", c, "}"); break;
            case CallTerm c: WriteCall(text, c.Operator, c.Arguments); break;
            case TemplateTerm t: WriteTemplate(text, t); break;
        }
    }

    private static void Write(StringBuilder text, Expression expression)
    {
        if (expression.Negated)
        {
            text.Append("not ");
        }

        switch (expression.Literal)
        {
            case TermLiteral t: Write(text, t.Term); break;
            case CallLiteral c when c.Operator.Parts.Length == 1 && Infix(c.Operator.HeadName ?? "") is { } symbol && c.Arguments.Length == 2:
                Write(text, c.Arguments[0]);
                text.Append(' ').Append(symbol).Append(' ');
                Write(text, c.Arguments[1]);
                break;
            case CallLiteral c: WriteCall(text, c.Operator, c.Arguments); break;
            case SomeLiteral s when s.Symbols is [CallTerm c]: WriteMembership(text.Append("some "), c); break;
            case SomeLiteral s: WriteList(text, "some ", s.Symbols, ""); break;
            case EveryLiteral e:
                text.Append("every ").Append(e.Key is null ? "" : Print(e.Key) + ", ");
                Write(text, e.Value);
                text.Append(" in ");
                Write(text, e.Domain);
                text.Append(" { ").Append(Print(e.Body)).Append(" }");
                break;
            case NotLiteral n: text.Append("not ").Append(Print(n.Operand)); break;
            case AndLiteral a: text.Append(Print(a.Left)).Append(" and ").Append(Print(a.Right)); break;
            case OrLiteral o: text.Append(Print(o.Left)).Append(" or ").Append(Print(o.Right)); break;
        }

        foreach (var with in expression.Withs)
        {
            text.Append(" with ").Append(Print(with.Target)).Append(" as ").Append(Print(with.Value));
        }
    }

    private static string Print(IEnumerable<Expression> body) => string.Join("; ", body.Select(Print));

    private static string Print(LogicalOperand operand) => operand.Explicit || operand.Body.Length != 1
        ? $"{{ {Print(operand.Body)} }}"
        : operand.Body[0] is { Literal: AndLiteral or OrLiteral or NotLiteral } or { Withs.Length: > 0 } ? $"({Print(operand.Body[0])})" : Print(operand.Body[0]);

    private static void WriteRef(StringBuilder text, RefTerm r)
    {
        Write(text, r.Parts[0]);
        foreach (var part in r.Parts.Skip(1))
        {
            if (part is StringTerm s && IsName(s.Value))
            {
                text.Append('.').Append(s.Value);
            }
            else
            {
                text.Append('[');
                Write(text, part);
                text.Append(']');
            }
        }
    }

    private static void WriteList(StringBuilder text, string open, IEnumerable<Term> items, string close) =>
        text.Append(open).Append(string.Join(", ", items.Select(Print))).Append(close);

    private static void WriteObject(StringBuilder text, ObjectTerm o) =>
        text.Append('{').Append(string.Join(", ", o.Entries.Select(e => $"{Print(e.Key)}: {Print(e.Value)}"))).Append('}');

    private static void WriteComprehension(StringBuilder text, string open, string head, Comprehension c, string close) =>
        text.Append(open).Append(head).Append(" | ").Append(Print(c.Body)).Append(close);

    private static void WriteMembership(StringBuilder text, CallTerm c)
    {
        text.Append(string.Join(", ", c.Arguments.Take(c.Arguments.Length - 1).Select(Print))).Append(" in ");
        Write(text, c.Arguments[^1]);
    }

    private static void WriteCall(StringBuilder text, RefTerm op, IReadOnlyList<Term> arguments)
    {
        text.Append(op.DottedName());
        WriteList(text, "(", arguments, ")");
    }

    private static void WriteTemplate(StringBuilder text, TemplateTerm t)
    {
        text.Append(t.Multiline ? "$`" : "$\"");
        foreach (var part in t.Parts)
        {
            if (part is StringTerm s)
            {
                text.Append((t.Multiline ? s.Value : Quote(s.Value)[1..^1]).Replace("{", "\\{", StringComparison.Ordinal));
            }
            else
            {
                text.Append('{').Append(part is Expression e ? Print(e) : Print((Term)part)).Append('}');
            }
        }

        text.Append(t.Multiline ? '`' : '"');
    }
}
