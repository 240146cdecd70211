using Platform.Rego.Text;

namespace Platform.Rego.Syntax;

/// <param name="Text">What follows the <c>#</c>, without the line end.</param>
internal sealed record Comment(SourceSpan Span, string Text)
{
    public int Row { get; } = Span.Row;

    public int Column { get; } = Span.Column;
}
