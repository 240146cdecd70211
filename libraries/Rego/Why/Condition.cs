using System.Collections.Immutable;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;

namespace Platform.Rego.Why;

/// <summary>One expression as its author wrote it, with the expressions that the compiler made of it.</summary>
internal sealed record Condition(SourceSpan Span, ImmutableArray<Expression> Compiled)
{
    /// <summary>The expression on one line.</summary>
    public string Text { get; } = string.Join(' ', Span.Text.Split(['\n', '\r', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));

    public HashSet<string> Variables { get; } = Semantics.Variables.Of(Compiled, Skip.CallHead);
}

/// <summary>A compiled body: the conditions of the source, and what computes the head.</summary>
/// <param name="Arguments">The patterns of a function's arguments, or the variables of an <c>every</c>.</param>
internal sealed record WrittenBody(Rule Rule, string Path, ImmutableArray<Term> Arguments, ImmutableArray<Condition> Conditions, ImmutableArray<Expression> Head);
