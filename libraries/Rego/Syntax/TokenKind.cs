namespace Platform.Rego.Syntax;

internal enum TokenKind : byte
{
    EndOfFile, Illegal, Word, Number, String, RawString, TemplatePart, TemplateEnd,
    LeftBracket, RightBracket, LeftBrace, RightBrace, LeftParen, RightParen,
    Comma, Colon, Assign, Unify, Dot, Semicolon,
    Add, Subtract, Multiply, Divide, Remainder, Intersect, Union,
    Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual,
}
