using System.Collections.Immutable;
using Platform.Rego.Text;

namespace Platform.Rego.Syntax;

internal sealed record Module(
    SourceText Source, Dialect Dialect, Package Package, ImmutableArray<Import> Imports, ImmutableArray<Rule> Rules,
    ImmutableArray<Comment> Comments, ImmutableArray<Annotations> Annotations);

/// <param name="Path">Begins with <c>data</c>.</param>
internal sealed record Package(SourceSpan Span, RefTerm Path) : Node(Span);

internal sealed record Import(SourceSpan Span, RefTerm Path, string? Alias) : Node(Span)
{
    /// <summary>The name that the import brings into the module.</summary>
    public string Name => Alias ?? (Path.Parts.Length == 1 ? Path.HeadName! : ((StringTerm)Path.Parts[^1]).Value);
}

/// <param name="Else">The next rule of an ordered chain.</param>
internal sealed record Rule(SourceSpan Span, RuleHead Head, ImmutableArray<Expression> Body, Rule? Else, bool IsDefault) : Node(Span)
{
    /// <summary>Nothing was written; the body is <c>true</c>.</summary>
    public bool GeneratedBody { get; init; }

    public Annotations? Annotations { get; init; }

    public bool IsFunction => Head.Arguments is not null;

    /// <summary>This rule and its <c>else</c> branches.</summary>
    public IEnumerable<Rule> Chain()
    {
        for (var rule = this; rule is not null; rule = rule.Else)
        {
            yield return rule;
        }
    }
}

/// <param name="Ref">The name, with further parts for <c>p.q[x]</c>; without the element of a multi-value rule.</param>
/// <param name="Arguments">Null unless the rule is a function.</param>
/// <param name="Element">What a multi-value rule contains, else null.</param>
/// <param name="Value">Null only for multi-value rules.</param>
internal sealed record RuleHead(SourceSpan Span, RefTerm Ref, ImmutableArray<Term>? Arguments, Term? Element, Term? Value) : Node(Span)
{
    public bool Assign { get; init; }

    public bool HasIf { get; init; }

    public bool HasContains { get; init; }

    public bool GeneratedValue { get; init; }

    public bool IsMultiValue => Element is not null;

    public string Name => Ref.HeadName!;
}
