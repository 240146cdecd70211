using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Strings;

/// <summary>strings.split_n</summary>
internal static class SplitN
{
    /// <summary>At most <c>n</c> pieces, the last being the rest; none for 0, all for a negative number. An empty delimiter splits into code points.</summary>
    [Builtin("strings.split_n")]
    internal static RArr Split(string text, string delimiter, long n)
    {
        if (n == 0)
        {
            return RArr.Empty;
        }

        int limit = n < 0 ? int.MaxValue : (int)Math.Min(n, int.MaxValue);
        if (delimiter.Length > 0)
        {
            return Operands.ArrayOf(text.Split(delimiter, limit));
        }

        var pieces = new ArrayBuilder();
        for (int i = 0; i < text.Length;)
        {
            int length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
            bool last = pieces.Count == limit - 1;
            pieces.Add(last ? text[i..] : text.Substring(i, length));
            i = last ? text.Length : i + length;
        }

        return pieces.Build();
    }
}
