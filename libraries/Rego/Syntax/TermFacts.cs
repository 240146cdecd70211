using System.Collections.Immutable;
using Platform.Rego.Text;

namespace Platform.Rego.Syntax;

/// <summary>Questions that several passes ask of terms.</summary>
internal static class TermFacts
{
    public static bool IsGround(this Term term) => term switch
    {
        VarTerm => false,
        RefTerm r => r.Parts.Skip(1).All(IsGround),
        ArrayTerm a => a.Items.All(IsGround),
        SetTerm s => s.Items.All(IsGround),
        ObjectTerm o => o.Entries.All(e => e.Key.IsGround() && e.Value.IsGround()),
        CallTerm c => c.Arguments.All(IsGround),
        TemplateTerm t => t.Parts.All(p => p is StringTerm),
        _ => true,
    };

    /// <summary>Made of scalars only: its value is known now.</summary>
    public static bool IsConstant(this Term term) => term switch
    {
        NullTerm or BooleanTerm or NumberTerm or StringTerm => true,
        ArrayTerm a => a.Items.All(IsConstant),
        SetTerm s => s.Items.All(IsConstant),
        ObjectTerm o => o.Entries.All(e => e.Key.IsConstant() && e.Value.IsConstant()),
        _ => false,
    };

    public static bool IsScalar(this Term term) => term is NullTerm or BooleanTerm or NumberTerm or StringTerm;

    /// <summary>The kind's name in OPA's messages.</summary>
    public static string KindName(this Term term) => term switch
    {
        NullTerm => "null",
        BooleanTerm => "boolean",
        NumberTerm => "number",
        StringTerm => "string",
        VarTerm => "var",
        RefTerm => "ref",
        ArrayTerm => "array",
        SetTerm => "set",
        ObjectTerm => "object",
        ArrayComprehension => "arraycomprehension",
        SetComprehension => "setcomprehension",
        ObjectComprehension => "objectcomprehension",
        CallTerm => "call",
        TemplateTerm => "templatestring",
        _ => throw new ArgumentOutOfRangeException(nameof(term), term.GetType().Name, null),
    };

    /// <summary><c>a.b.c</c>, for refs whose parts are all strings.</summary>
    public static string DottedName(this RefTerm r) =>
        string.Join('.', r.Parts.Select(p => p switch { VarTerm v => v.Name, StringTerm s => s.Value, _ => TermPrinter.Print(p) }));

    /// <summary>The longest prefix whose parts after the head are ground.</summary>
    public static int GroundPrefixLength(this RefTerm r)
    {
        for (var i = 1; i < r.Parts.Length; i++)
        {
            if (!r.Parts[i].IsGround() || r.Parts[i] is RefTerm or CallTerm)
            {
                return i;
            }
        }

        return r.Parts.Length;
    }

    /// <summary>The longest prefix whose parts after the head are strings: the part that is certainly the rule's own path.</summary>
    public static int StringPrefixLength(this RefTerm r)
    {
        for (var i = 1; i < r.Parts.Length; i++)
        {
            if (r.Parts[i] is not StringTerm)
            {
                return i;
            }
        }

        return r.Parts.Length;
    }

    public static RefTerm MakeRef(SourceSpan span, string head, params ReadOnlySpan<string> parts)
    {
        var terms = ImmutableArray.CreateBuilder<Term>(parts.Length + 1);
        terms.Add(new VarTerm(span, head));
        foreach (var part in parts)
        {
            terms.Add(new StringTerm(span, part));
        }

        return new RefTerm(span, terms.MoveToImmutable());
    }

    public static bool SameTerm(Term a, Term b) => ReferenceEquals(a, b) || (a.GetType() == b.GetType() && TermPrinter.Print(a) == TermPrinter.Print(b));
}
