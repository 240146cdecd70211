namespace Platform.Rego.Builtins.Formatting;

/// <summary>The flags, width and precision of one formatting directive.</summary>
internal sealed class FormatSpec
{
    public bool Sharp { get; set; }

    public bool Zero { get; set; }

    public bool Plus { get; set; }

    public bool Minus { get; set; }

    public bool Space { get; set; }

    public int? Width { get; set; }

    public int? Precision { get; set; }

    /// <summary>The text padded to the width, counted in code points.</summary>
    public string Pad(string text, bool allowZero = true)
    {
        int length = 0;
        foreach (char c in text)
        {
            length += char.IsLowSurrogate(c) ? 0 : 1;
        }

        int missing = (Width ?? 0) - length;
        if (missing <= 0)
        {
            return text;
        }

        return Minus ? text + new string(' ', missing) : new string(Zero && allowZero ? '0' : ' ', missing) + text;
    }
}
