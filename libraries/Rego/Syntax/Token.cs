using Platform.Rego.Text;

namespace Platform.Rego.Syntax;

/// <param name="SpaceBefore">White space or a comment stands before it: a <c>(</c>, <c>[</c> or <c>.</c> then starts something new.</param>
/// <param name="LineBefore">A line end stands before it, which separates expressions.</param>
/// <param name="Multiline">For template parts: between back quotes.</param>
internal readonly record struct Token(TokenKind Kind, SourceSpan Span, string Value, bool SpaceBefore, bool LineBefore, bool Multiline = false)
{
    /// <summary>The name OPA's messages use for the token.</summary>
    public string Display => Kind switch
    {
        TokenKind.EndOfFile => "eof",
        TokenKind.Illegal => "illegal",
        TokenKind.Number => "number",
        TokenKind.String or TokenKind.RawString => "string",
        TokenKind.TemplatePart or TokenKind.TemplateEnd => "template-string",
        TokenKind.LeftBracket => "[",
        TokenKind.RightBracket => "]",
        TokenKind.LeftBrace => "{",
        TokenKind.RightBrace => "}",
        TokenKind.LeftParen => "(",
        TokenKind.RightParen => ")",
        TokenKind.Comma => ",",
        TokenKind.Colon => ":",
        TokenKind.Assign => "assign",
        TokenKind.Unify => "eq",
        TokenKind.Dot => ".",
        TokenKind.Semicolon => ";",
        TokenKind.Add => "plus",
        TokenKind.Subtract => "minus",
        TokenKind.Multiply => "mul",
        TokenKind.Divide => "div",
        TokenKind.Remainder => "rem",
        TokenKind.Intersect => "and",
        TokenKind.Union => "or",
        TokenKind.Equal => "equal",
        TokenKind.NotEqual => "neq",
        TokenKind.Less => "lt",
        TokenKind.LessOrEqual => "lte",
        TokenKind.Greater => "gt",
        TokenKind.GreaterOrEqual => "gte",
        _ => "ident",
    };
}
