using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>urlquery.*, with the escapes of Go's net/url.</summary>
internal static class UrlQuery
{
    [Builtin("urlquery.encode")]
    internal static string Encode(string x)
    {
        var result = new StringBuilder();
        foreach (var b in Utf8Text.Encode(x))
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~')
            {
                result.Append(c);
            }
            else if (c == ' ')
            {
                result.Append('+');
            }
            else
            {
                result.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return result.ToString();
    }

    [Builtin("urlquery.decode")]
    internal static string Decode(string x)
    {
        var source = Utf8Text.Encode(x);
        var bytes = new List<byte>(source.Length);
        for (var i = 0; i < source.Length; i++)
        {
            if (source[i] != '%')
            {
                bytes.Add(source[i] == '+' ? (byte)' ' : source[i]);
                continue;
            }

            if (i + 2 >= source.Length || !char.IsAsciiHexDigit((char)source[i + 1]) || !char.IsAsciiHexDigit((char)source[i + 2]))
            {
                var bad = Utf8Text.Decode(source.AsSpan(i, Math.Min(3, source.Length - i)));
                throw new BuiltinException($"invalid URL escape {TermPrinter.Quote(bad)}");
            }

            bytes.Add(Convert.ToByte($"{(char)source[i + 1]}{(char)source[i + 2]}", 16));
            i += 2;
        }

        return Utf8Text.Decode(bytes.ToArray());
    }

    /// <summary>The pairs of an object whose values are strings, or arrays or sets of strings, sorted by key.</summary>
    [Builtin("urlquery.encode_object")]
    internal static string EncodeObject(RObj @object)
    {
        var pairs = new List<(string Key, string Value)>();
        foreach (var (key, value) in @object)
        {
            var name = key.Kind == ValKind.String ? key.AsString() : key.ToJson();
            if (value.Kind == ValKind.String)
            {
                pairs.Add((name, value.AsString()));
                continue;
            }

            if (value.Kind is not (ValKind.Array or ValKind.Set))
            {
                throw Unfit();
            }

            foreach (var item in value.Items)
            {
                pairs.Add((name, item.Kind == ValKind.String ? item.AsString() : throw Unfit()));
            }
        }

        return string.Join('&', pairs
            .OrderBy(p => p.Key, Comparer<string>.Create((a, b) => Utf8Text.Compare(a, b)))
            .Select(p => $"{Encode(p.Key)}={Encode(p.Value)}"));
    }

    [Builtin("urlquery.decode_object")]
    internal static RObj DecodeObject(string x)
    {
        var values = new Dictionary<string, List<Val>>(StringComparer.Ordinal);
        foreach (var pair in x.Split('&'))
        {
            if (pair.Contains(';'))
            {
                throw new BuiltinException("invalid semicolon separator in query");
            }

            if (pair.Length == 0)
            {
                continue;
            }

            var equals = pair.IndexOf('=');
            var key = Decode(equals < 0 ? pair : pair[..equals]);
            var value = Decode(equals < 0 ? "" : pair[(equals + 1)..]);
            if (!values.TryGetValue(key, out var list))
            {
                values.Add(key, list = []);
            }

            list.Add(value);
        }

        var result = new ObjectBuilder(values.Count);
        foreach (var (key, list) in values)
        {
            result.Set(key, Val.ArrayOf([.. list]));
        }

        return result.Build();
    }

    private static BuiltinException Unfit() => BuiltinException.Operand(1, "values must be string, array[string], or set[string]");
}
