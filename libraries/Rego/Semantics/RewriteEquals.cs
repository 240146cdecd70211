using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary><c>a == b</c> → <c>a = b</c>, once safety has seen that <c>==</c> binds nothing.</summary>
internal sealed class RewriteEquals : SyntaxRewriter
{
    public override Literal Literal(Literal literal) =>
        base.Literal(literal) is var rewritten && rewritten is CallLiteral { Arguments.Length: 2 } c && c.Is("equal")
            ? c with { Operator = TermFacts.MakeRef(c.Operator.Span, "eq") }
            : rewritten;
}
