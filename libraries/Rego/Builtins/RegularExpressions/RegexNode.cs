namespace Platform.Rego.Builtins.RegularExpressions;

/// <summary>The syntax tree of an RE2 pattern.</summary>
internal abstract record RegexNode
{
    public sealed record Empty : RegexNode;

    public sealed record Literal(int Rune, bool IgnoreCase) : RegexNode;

    public sealed record Set(CharacterSet Members) : RegexNode;

    public sealed record Assertion(RegexAssertion Kind) : RegexNode;

    public sealed record Capture(int Index, string? Name, RegexNode Body) : RegexNode;

    /// <param name="Body">What repeats.</param>
    /// <param name="Minimum">At least so often.</param>
    /// <param name="Maximum">At most so often; -1 without a limit.</param>
    /// <param name="Greedy">Prefer more over fewer.</param>
    public sealed record Repeat(RegexNode Body, int Minimum, int Maximum, bool Greedy) : RegexNode;

    public sealed record Concatenation(IReadOnlyList<RegexNode> Parts) : RegexNode;

    public sealed record Alternation(IReadOnlyList<RegexNode> Branches) : RegexNode;

    /// <summary>Whether the node can match the empty text.</summary>
    public bool IsNullable => this switch
    {
        Empty or Assertion => true,
        Literal or Set => false,
        Capture capture => capture.Body.IsNullable,
        Repeat repeat => repeat.Minimum == 0 || repeat.Body.IsNullable,
        Concatenation concatenation => concatenation.Parts.All(part => part.IsNullable),
        Alternation alternation => alternation.Branches.Any(branch => branch.IsNullable),
        _ => throw new InvalidOperationException($"unexpected node {GetType().Name}"),
    };
}

internal enum RegexAssertion
{
    BeginText,
    EndText,
    BeginLine,
    EndLine,
    WordBoundary,
    NotWordBoundary,
}
