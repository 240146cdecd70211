using Platform.Rego.Builtins.Formatting;

namespace Platform.Rego.Builtins.GraphQL;

internal enum GraphQlTokenKind
{
    Invalid,
    EndOfFile,
    Bang,
    Dollar,
    Ampersand,
    LeftParenthesis,
    RightParenthesis,
    Spread,
    Colon,
    EqualsSign,
    At,
    LeftBracket,
    RightBracket,
    LeftBrace,
    RightBrace,
    Pipe,
    Name,
    Integer,
    Float,
    String,
    BlockString,
}

internal readonly record struct GraphQlToken(GraphQlTokenKind Kind, string Value, GraphQlPosition Position)
{
    public static string Describe(GraphQlTokenKind kind) => kind switch
    {
        GraphQlTokenKind.Invalid => "<Invalid>",
        GraphQlTokenKind.EndOfFile => "<EOF>",
        GraphQlTokenKind.Bang => "!",
        GraphQlTokenKind.Dollar => "$",
        GraphQlTokenKind.Ampersand => "&",
        GraphQlTokenKind.LeftParenthesis => "(",
        GraphQlTokenKind.RightParenthesis => ")",
        GraphQlTokenKind.Spread => "...",
        GraphQlTokenKind.Colon => ":",
        GraphQlTokenKind.EqualsSign => "=",
        GraphQlTokenKind.At => "@",
        GraphQlTokenKind.LeftBracket => "[",
        GraphQlTokenKind.RightBracket => "]",
        GraphQlTokenKind.LeftBrace => "{",
        GraphQlTokenKind.RightBrace => "}",
        GraphQlTokenKind.Pipe => "|",
        GraphQlTokenKind.Name => "Name",
        GraphQlTokenKind.Integer => "Int",
        GraphQlTokenKind.Float => "Float",
        GraphQlTokenKind.String => "String",
        _ => "BlockString",
    };

    public override string ToString() => Value.Length > 0 ? $"{Describe(Kind)} {GoQuote.Quote(Value)}" : Describe(Kind);
}
