using System.Buffers;
using System.Text;

namespace Platform.Rego.Values;

/// <summary>
/// Rego strings are byte strings that are nearly always UTF-8; ours are UTF-16. A byte that is not part of a valid sequence is kept as the
/// lone low surrogate U+DC80…U+DCFF (its value plus 0xDC00), which no valid text contains, so that bytes survive a round trip.
/// </summary>
public static class Utf8Text
{
    private const int RawByteBase = 0xDC00;

    /// <summary>Decodes UTF-8, keeping invalid bytes.</summary>
    public static string Decode(ReadOnlySpan<byte> utf8)
    {
        if (System.Text.Unicode.Utf8.IsValid(utf8))
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var text = new StringBuilder(utf8.Length);
        while (!utf8.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(utf8, out var rune, out var consumed) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
                utf8 = utf8[consumed..];
            }
            else
            {
                text.Append((char)(RawByteBase + utf8[0]));
                utf8 = utf8[1..];
            }
        }

        return text.ToString();
    }

    /// <summary>The bytes of a string as Rego's builtins see them.</summary>
    public static byte[] Encode(ReadOnlySpan<char> text)
    {
        if (!HasLoneSurrogate(text))
        {
            var exact = new byte[Encoding.UTF8.GetByteCount(text)];
            Encoding.UTF8.GetBytes(text, exact);
            return exact;
        }

        var bytes = new List<byte>(text.Length + 8);
        Span<byte> buffer = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            var status = Rune.DecodeFromUtf16(text, out var rune, out var consumed);
            if (status != OperationStatus.Done && IsRawByte(text[0]))
            {
                bytes.Add((byte)(text[0] - RawByteBase));
                text = text[1..];
                continue;
            }

            var written = rune.EncodeToUtf8(buffer);
            bytes.AddRange(buffer[..written]);
            text = text[consumed..];
        }

        return [.. bytes];
    }

    /// <summary>The text with every lone surrogate replaced by U+FFFD, for output that must be valid Unicode.</summary>
    public static string Sanitize(string text)
    {
        if (!HasLoneSurrogate(text))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(rune.ToString());
        }

        return result.ToString();
    }

    /// <summary>The number of code points; an invalid byte counts as one.</summary>
    public static int CountRunes(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i]))
            {
                count--;
                i++;
            }
        }

        return count;
    }

    /// <summary>Orders two strings by their UTF-8 bytes.</summary>
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var at = left.CommonPrefixLength(right);
        if (at == left.Length || at == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        return left[at] < 0xD800 && right[at] < 0xD800
            ? left[at].CompareTo(right[at])
            : CompareBytes(left, right, at);
    }

    internal static bool IsRawByte(char c) => c is >= (char)0xDC80 and <= (char)0xDCFF;

    internal static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var i = text.IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                {
                    return true;
                }

                i++;
            }
        }

        return false;
    }

    private static int CompareBytes(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int at)
    {
        // Back to the start of a pair that both begin with.
        if (at > 0 && char.IsHighSurrogate(left[at - 1]))
        {
            at--;
        }

        return Encode(left[at..]).AsSpan().SequenceCompareTo(Encode(right[at..]));
    }
}
