namespace Platform.Rego.Text;

/// <summary>A named source text that knows where its lines start.</summary>
public sealed class SourceText
{
    private readonly int[] _lineStarts;

    /// <summary>Wraps a text; line ends are <c>\n</c>, as in OPA.</summary>
    public SourceText(string file, string text)
    {
        File = file;
        Text = text;
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                starts.Add(i + 1);
            }
        }

        _lineStarts = [.. starts];
    }

    /// <summary>The name that diagnostics show.</summary>
    public string File { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The number of lines, at least one.</summary>
    public int LineCount => _lineStarts.Length;

    /// <summary>The one-based row of an offset.</summary>
    public int Row(int offset)
    {
        var index = Array.BinarySearch(_lineStarts, offset);
        return (index >= 0 ? index : ~index - 1) + 1;
    }

    /// <summary>The one-based column of an offset, counted in code points.</summary>
    public int Column(int offset)
    {
        var column = 1;
        for (var i = _lineStarts[Row(offset) - 1]; i < offset && i < Text.Length; i++)
        {
            if (!char.IsLowSurrogate(Text[i]))
            {
                column++;
            }
        }

        return column;
    }

    /// <summary>The text of a one-based row without its line end.</summary>
    public string Line(int row)
    {
        var start = _lineStarts[row - 1];
        var end = row < _lineStarts.Length ? _lineStarts[row] - 1 : Text.Length;
        return Text[start..Math.Max(start, end)].TrimEnd('\r');
    }
}
