using System.Collections.Immutable;
using Platform.Rego.Text;

namespace Platform.Rego.Syntax;

/// <summary>One condition of a body.</summary>
/// <param name="Negated">The legacy <c>not</c>; the one of <c>future.keywords.not</c> is a <see cref="NotLiteral"/>.</param>
internal sealed record Expression(SourceSpan Span, Literal Literal, bool Negated, ImmutableArray<With> Withs) : Node(Span)
{
    public Expression(SourceSpan span, Literal literal) : this(span, literal, false, [])
    {
    }

    /// <summary>Made by a pass out of a part of another expression.</summary>
    public bool Generated { get; init; }
}

internal sealed record With(SourceSpan Span, RefTerm Target, Term Value) : Node(Span)
{
    /// <summary>The value names a function that stands in for another; it is not a variable or a document.</summary>
    public bool IsFunctionValue { get; init; }
}

/// <summary>What an expression says, without negation and <c>with</c>.</summary>
internal abstract record Literal(SourceSpan Span) : Node(Span);

/// <summary>A term that must be defined and not false.</summary>
internal sealed record TermLiteral(SourceSpan Span, Term Term) : Literal(Span);

/// <summary>A call, where <c>=</c>, <c>:=</c> and comparisons are calls of <c>eq</c>, <c>assign</c>, <c>equal</c>, ….</summary>
internal sealed record CallLiteral(SourceSpan Span, RefTerm Operator, ImmutableArray<Term> Arguments) : Literal(Span)
{
    public bool Infix { get; init; }

    /// <summary>The operator's name with dots, for instance <c>io.jwt.decode</c> or <c>data.lib.f</c>.</summary>
    public string Name => Operator.DottedName();

    public bool Is(string name) => Operator.Parts.Length == 1 && Operator.HeadName == name;
}

/// <summary><c>some x, y</c> (symbols are variables) or <c>some k, v in xs</c> (one membership call).</summary>
internal sealed record SomeLiteral(SourceSpan Span, ImmutableArray<Term> Symbols) : Literal(Span);

internal sealed record EveryLiteral(SourceSpan Span, Term? Key, Term Value, Term Domain, ImmutableArray<Expression> Body) : Literal(Span);

/// <summary>The opt-in <c>not</c>, over an operand.</summary>
internal sealed record NotLiteral(SourceSpan Span, LogicalOperand Operand) : Literal(Span);

internal sealed record AndLiteral(SourceSpan Span, LogicalOperand Left, LogicalOperand Right) : Literal(Span);

internal sealed record OrLiteral(SourceSpan Span, LogicalOperand Left, LogicalOperand Right) : Literal(Span);

/// <param name="Explicit">Written with braces, so it may bind variables of its own.</param>
internal sealed record LogicalOperand(SourceSpan Span, ImmutableArray<Expression> Body, bool Explicit) : Node(Span);
