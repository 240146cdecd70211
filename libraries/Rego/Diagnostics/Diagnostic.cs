using Platform.Rego.Text;

namespace Platform.Rego.Diagnostics;

/// <summary>An error at a place, with one of OPA's codes (<see cref="DiagnosticCode"/>).</summary>
/// <param name="Code">For instance <c>rego_unsafe_var_error</c>.</param>
/// <param name="Span">Where; <c>default</c> when the error belongs to no place.</param>
/// <param name="Message">OPA's wording.</param>
/// <param name="Details">Further lines, for instance what a call has and wants.</param>
public sealed record Diagnostic(string Code, SourceSpan Span, string Message, IReadOnlyList<string>? Details = null)
{
    /// <summary>A name that was probably meant, or null.</summary>
    public string? Suggestion { get; init; }

    /// <summary>OPA's one-line form: <c>file:row: code: message</c>.</summary>
    public override string ToString()
    {
        var place = Span.Source is null ? "" : $"{Span}: ";
        var details = Details is null ? "" : string.Concat(Details.Select(line => "\n\t" + line));
        return $"{place}{Code}: {Message}{details}";
    }

    /// <summary>The long form: <c>file:row:col</c>, the source line with a caret, and the suggestion.</summary>
    public string Render()
    {
        var text = new System.Text.StringBuilder();
        if (Span.Source is { } source)
        {
            text.Append(source.File.Length > 0 ? $"{source.File}:" : "").Append($"{Span.Row}:{Span.Column}: ");
        }

        text.Append(Code).Append(": ").Append(Message);
        foreach (var line in Details ?? [])
        {
            text.Append("\n\t").Append(line);
        }

        if (Span.Source is { } shown)
        {
            var line = shown.Line(Span.Row);
            var pad = string.Concat(line.Take(Span.Column - 1).Select(c => c == '\t' ? '\t' : ' '));
            text.Append("\n\t").Append(line).Append("\n\t").Append(pad).Append('^');
        }

        if (Suggestion is not null)
        {
            text.Append($"\n\tdid you mean `{Suggestion}`?");
        }

        return text.ToString();
    }
}
