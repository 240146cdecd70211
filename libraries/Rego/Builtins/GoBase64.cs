using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>
/// Base64 as Go reads it: line breaks are skipped, padding must be complete (or absent, in the raw forms), bits left over are not looked at,
/// and an error names the byte.
/// </summary>
internal sealed class GoBase64
{
    internal static readonly GoBase64 Standard = new("+/", padded: true);
    internal static readonly GoBase64 Url = new("-_", padded: true);
    internal static readonly GoBase64 RawStandard = new("+/", padded: false);
    internal static readonly GoBase64 RawUrl = new("-_", padded: false);

    private const string Common = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly sbyte[] _digits = new sbyte[256];
    private readonly bool _padded;

    private GoBase64(string last, bool padded)
    {
        _padded = padded;
        Array.Fill(_digits, (sbyte)-1);
        for (var i = 0; i < 64; i++)
        {
            _digits[(Common + last)[i]] = (sbyte)i;
        }
    }

    /// <summary>The bytes.</summary>
    /// <exception cref="BuiltinException">illegal base64 data at input byte N</exception>
    internal byte[] Decode(string text) => TryDecode(text, out var bytes, out var error)
        ? bytes
        : throw new BuiltinException($"illegal base64 data at input byte {error}");

    internal bool TryDecode(string text, out byte[] bytes, out int error)
    {
        var source = Utf8Text.Encode(text);
        var output = new List<byte>(source.Length * 3 / 4);
        var at = 0;
        error = -1;
        while (error < 0 && Quantum(source, ref at, output, ref error))
        {
        }

        bytes = error < 0 ? [.. output] : [];
        return error < 0;
    }

    /// <summary>Reads up to four digits; false at the end or at an error.</summary>
    private bool Quantum(byte[] source, ref int at, List<byte> output, ref int error)
    {
        uint bits = 0;
        for (var count = 0; count < 4;)
        {
            SkipLineBreaks(source, ref at);
            if (at == source.Length)
            {
                if (count == 1 || (count > 1 && _padded))
                {
                    error = at - count;
                }
                else if (count > 1)
                {
                    Emit(bits << (6 * (4 - count)), count - 1, output);
                }

                return false;
            }

            var digit = _digits[source[at++]];
            if (digit >= 0)
            {
                bits = (bits << 6) | (byte)digit;
                count++;
                continue;
            }

            error = Padding(source, ref at, count);
            if (error < 0)
            {
                Emit(bits << (6 * (4 - count)), count - 1, output);
            }

            return false;
        }

        Emit(bits, 3, output);
        return true;
    }

    /// <summary>Reads the rest after a character that is no digit; the place of an error, or -1.</summary>
    private int Padding(byte[] source, ref int at, int count)
    {
        if (!_padded || source[at - 1] != '=' || count < 2)
        {
            return at - 1;
        }

        if (count == 2)
        {
            SkipLineBreaks(source, ref at);
            if (at == source.Length)
            {
                return source.Length;
            }

            if (source[at] != '=')
            {
                return at - 1;
            }

            at++;
        }

        SkipLineBreaks(source, ref at);
        return at < source.Length ? at : -1;
    }

    private static void SkipLineBreaks(byte[] source, ref int at)
    {
        while (at < source.Length && (source[at] is (byte)'\n' or (byte)'\r'))
        {
            at++;
        }
    }

    private static void Emit(uint bits, int count, List<byte> output)
    {
        for (var i = 0; i < count; i++)
        {
            output.Add((byte)(bits >> (16 - (8 * i))));
        }
    }
}
