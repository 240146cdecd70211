using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>The names that a body declares with <c>:=</c> and <c>some</c>; they hide rules and imports in the whole body.</summary>
internal static class Declarations
{
    public static HashSet<string> Of(IEnumerable<Expression> body)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var expression in body)
        {
            switch (expression.Literal)
            {
                case CallLiteral c when c.Is("assign") && c.Arguments.Length == 2:
                    Pattern(c.Arguments[0], names);
                    break;
                case SomeLiteral { Symbols: [CallTerm membership] }:
                    foreach (var pattern in membership.Arguments.AsSpan(..^1))
                    {
                        Pattern(pattern, names);
                    }

                    break;
                case SomeLiteral s:
                    names.UnionWith(s.Symbols.OfType<VarTerm>().Select(v => v.Name));
                    break;
            }
        }

        return names;
    }

    private static void Pattern(Term term, HashSet<string> names)
    {
        switch (term)
        {
            case VarTerm v:
                names.Add(v.Name);
                break;
            case RefTerm { Parts: [VarTerm v] }:
                names.Add(v.Name);
                break;
            case ArrayTerm a:
                foreach (var item in a.Items)
                {
                    Pattern(item, names);
                }

                break;
            case ObjectTerm o:
                foreach (var entry in o.Entries)
                {
                    Pattern(entry.Value, names);
                }

                break;
        }
    }
}
