namespace Platform.Rego.Text;

/// <summary>A stretch of a source text. <c>default</c> stands for generated code without a place.</summary>
public readonly record struct SourceSpan(SourceText? Source, int Start, int Length)
{
    /// <summary>The offset after the last character.</summary>
    public int End => Start + Length;

    /// <summary>The file's name, or empty.</summary>
    public string File => Source?.File ?? "";

    /// <summary>The one-based row, 0 when there is no source.</summary>
    public int Row => Source?.Row(Start) ?? 0;

    /// <summary>The one-based column, 0 when there is no source.</summary>
    public int Column => Source?.Column(Start) ?? 0;

    /// <summary>The text covered.</summary>
    public string Text => Source is null ? "" : Source.Text.Substring(Start, Math.Min(Length, Source.Text.Length - Start));

    /// <summary>The span from the start of this one to the end of <paramref name="last"/>.</summary>
    public SourceSpan To(SourceSpan last) => this with { Length = Math.Max(Length, last.End - Start) };

    /// <summary><c>file:row</c>, the way OPA names a place in its messages.</summary>
    public override string ToString() => File.Length > 0 ? $"{File}:{Row}" : $"{Row}:{Column}";
}
