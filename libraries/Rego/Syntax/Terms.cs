using System.Collections.Immutable;
using Platform.Rego.Text;

namespace Platform.Rego.Syntax;

/// <summary>A term: what stands for a value.</summary>
internal abstract record Term(SourceSpan Span) : Node(Span);

internal sealed record NullTerm(SourceSpan Span) : Term(Span);

internal sealed record BooleanTerm(SourceSpan Span, bool Value) : Term(Span);

/// <param name="Text">The literal as written: <c>1.0</c> and <c>1e0</c> stay apart until they are values.</param>
internal sealed record NumberTerm(SourceSpan Span, string Text) : Term(Span);

internal sealed record StringTerm(SourceSpan Span, string Value) : Term(Span)
{
    /// <summary>Written between back quotes; only the formatter cares.</summary>
    public bool Raw { get; init; }
}

/// <param name="Name">Wildcards are <c>$0</c>, <c>$1</c>, …; generated variables <c>__local0__</c>, ….</param>
internal sealed record VarTerm(SourceSpan Span, string Name) : Term(Span)
{
    public bool IsWildcard => Name.StartsWith('$');

    public bool IsGenerated => Name.StartsWith("__local", StringComparison.Ordinal);
}

/// <summary>A reference: <c>head[part][part]…</c>, where <c>.name</c> is a string part.</summary>
/// <param name="Parts">The head first; at least one.</param>
internal sealed record RefTerm(SourceSpan Span, ImmutableArray<Term> Parts) : Term(Span)
{
    public Term Head => Parts[0];

    /// <summary>The head's name, or null when it is not a variable.</summary>
    public string? HeadName => (Parts[0] as VarTerm)?.Name;
}

internal sealed record ArrayTerm(SourceSpan Span, ImmutableArray<Term> Items) : Term(Span);

internal sealed record SetTerm(SourceSpan Span, ImmutableArray<Term> Items) : Term(Span);

internal sealed record ObjectTerm(SourceSpan Span, ImmutableArray<ObjectEntry> Entries) : Term(Span);

internal readonly record struct ObjectEntry(Term Key, Term Value);

/// <summary>Terms with a body of their own.</summary>
internal abstract record Comprehension(SourceSpan Span, ImmutableArray<Expression> Body) : Term(Span);

internal sealed record ArrayComprehension(SourceSpan Span, Term Item, ImmutableArray<Expression> Body) : Comprehension(Span, Body);

internal sealed record SetComprehension(SourceSpan Span, Term Item, ImmutableArray<Expression> Body) : Comprehension(Span, Body);

internal sealed record ObjectComprehension(SourceSpan Span, Term Key, Term Value, ImmutableArray<Expression> Body) : Comprehension(Span, Body);

/// <summary>A call inside a term; infix operators are calls too.</summary>
internal sealed record CallTerm(SourceSpan Span, RefTerm Operator, ImmutableArray<Term> Arguments) : Term(Span)
{
    /// <summary>Written as <c>a + b</c>; only the formatter cares.</summary>
    public bool Infix { get; init; }
}

/// <summary><c>$"text {expression} text"</c>: parts are <see cref="StringTerm"/>s and <see cref="Expression"/>s.</summary>
internal sealed record TemplateTerm(SourceSpan Span, ImmutableArray<Node> Parts, bool Multiline) : Term(Span);
