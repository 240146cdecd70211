using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>Strings; positions and lengths count code points.</summary>
internal static class Strings
{
    [Builtin("concat")]
    internal static string Concat(BuiltinContext context, string delimiter, [OneOf(ValKind.Set, ValKind.Array)] Val collection)
    {
        var items = StringList(2, collection);
        context.Charge(items.Sum(s => (long)s.Length + delimiter.Length));
        return string.Join(delimiter, items);
    }

    [Builtin("contains")]
    internal static bool Contains(string haystack, string needle) => haystack.Contains(needle, StringComparison.Ordinal);

    [Builtin("startswith")]
    internal static bool StartsWith(string search, string prefix) => search.StartsWith(prefix, StringComparison.Ordinal);

    [Builtin("endswith")]
    internal static bool EndsWith(string search, string suffix) => search.EndsWith(suffix, StringComparison.Ordinal);

    [Builtin("lower")]
    internal static string Lower(string x) => x.ToLowerInvariant().Replace('\u0130', 'i');

    [Builtin("upper")]
    internal static string Upper(string x) => x.ToUpperInvariant().Replace('\u0131', 'I').Replace('\u017F', 'S');

    [Builtin("indexof")]
    internal static long IndexOf(string haystack, string needle)
    {
        RequireNeedle(needle);
        var at = haystack.IndexOf(needle, StringComparison.Ordinal);
        return at < 0 ? -1 : Utf8Text.CountRunes(haystack.AsSpan(0, at));
    }

    /// <summary>All positions, those of overlapping occurrences too.</summary>
    [Builtin("indexof_n")]
    internal static RArr IndexesOf(BuiltinContext context, string haystack, string needle)
    {
        RequireNeedle(needle);
        context.Charge(haystack.Length);
        var result = new ArrayBuilder();
        var counted = 0;
        var runes = 0;
        for (var at = haystack.IndexOf(needle, StringComparison.Ordinal); at >= 0; at = haystack.IndexOf(needle, at + 1, StringComparison.Ordinal))
        {
            runes += Utf8Text.CountRunes(haystack.AsSpan(counted, at - counted));
            counted = at;
            result.Add(Val.From(runes));
        }

        return result.Build();
    }

    /// <summary>The part from an offset; a negative length means up to the end.</summary>
    [Builtin("substring")]
    internal static string Substring(string value, long offset, long length)
    {
        if (offset < 0)
        {
            throw new BuiltinException("negative offset");
        }

        var start = Advance(value, 0, offset);
        var end = length < 0 ? value.Length : Advance(value, start, length);
        return value[start..end];
    }

    [Builtin("strings.count")]
    internal static long CountOf(string search, string substring)
    {
        if (substring.Length == 0)
        {
            return Utf8Text.CountRunes(search) + 1;
        }

        var count = 0;
        for (var at = search.IndexOf(substring, StringComparison.Ordinal);
             at >= 0;
             at = search.IndexOf(substring, at + substring.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    [Builtin("strings.reverse")]
    internal static string Reverse(string x)
    {
        var characters = x.ToCharArray();
        System.Array.Reverse(characters);
        for (var i = 1; i < characters.Length; i++)
        {
            if (char.IsSurrogatePair(characters[i], characters[i - 1]))
            {
                (characters[i - 1], characters[i]) = (characters[i], characters[i - 1]);
                i++;
            }
        }

        return new string(characters);
    }

    [Builtin("split")]
    internal static RArr Split(BuiltinContext context, string x, string delimiter)
    {
        context.Charge(x.Length);
        return Array(Parts(x, delimiter, int.MaxValue));
    }

    /// <summary>The first n parts, or the last ones if n is negative.</summary>
    [Builtin("strings.split_n")]
    internal static RArr SplitN(BuiltinContext context, string x, string delimiter, long n)
    {
        context.Charge(x.Length);
        if (n >= 0)
        {
            var first = Parts(x, delimiter, (int)Math.Min(n, int.MaxValue - 1) + 1);
            return Array(first.Take((int)Math.Min(n, first.Count)));
        }

        var all = Parts(x, delimiter, int.MaxValue);
        return Array(all.Skip((int)Math.Max(0, all.Count + Math.Max(n, int.MinValue))));
    }

    [Builtin("trim")]
    internal static string Trim(string value, string cutset) => TrimRight(TrimLeft(value, cutset), cutset);

    [Builtin("trim_left")]
    internal static string TrimLeft(string value, string cutset)
    {
        var start = 0;
        while (start < value.Length && Holds(cutset, RuneAt(value, start)))
        {
            start += RuneAt(value, start).Length;
        }

        return value[start..];
    }

    [Builtin("trim_right")]
    internal static string TrimRight(string value, string cutset)
    {
        var end = value.Length;
        while (end > 0 && Holds(cutset, RuneBefore(value, end)))
        {
            end -= RuneBefore(value, end).Length;
        }

        return value[..end];
    }

    [Builtin("trim_prefix")]
    internal static string TrimPrefix(string value, string prefix) =>
        value.StartsWith(prefix, StringComparison.Ordinal) ? value[prefix.Length..] : value;

    [Builtin("trim_suffix")]
    internal static string TrimSuffix(string value, string suffix) =>
        value.EndsWith(suffix, StringComparison.Ordinal) ? value[..^suffix.Length] : value;

    [Builtin("trim_space")]
    internal static string TrimSpace(string value) => value.Trim();

    [Builtin("strings.any_prefix_match")]
    internal static bool AnyPrefixMatch(
        BuiltinContext context,
        [OneOf(ValKind.String, ValKind.Set, ValKind.Array)] Val search,
        [OneOf(ValKind.String, ValKind.Set, ValKind.Array)] Val @base) =>
        AnyStartsWith(context, OneOrMore(1, search), OneOrMore(2, @base));

    [Builtin("strings.any_suffix_match")]
    internal static bool AnySuffixMatch(
        BuiltinContext context,
        [OneOf(ValKind.String, ValKind.Set, ValKind.Array)] Val search,
        [OneOf(ValKind.String, ValKind.Set, ValKind.Array)] Val @base) =>
        AnyStartsWith(context, [.. OneOrMore(1, search).Select(Reverse)], [.. OneOrMore(2, @base).Select(Reverse)]);

    /// <summary>The strings of an array or set.</summary>
    /// <exception cref="BuiltinException">An element is no string.</exception>
    internal static string[] StringList(int position, Val collection)
    {
        var items = collection.Items;
        var result = new string[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            result[i] = items[i].Kind == ValKind.String
                ? items[i].AsString()
                : throw BuiltinException.OperandElement(position, collection, items[i], "string");
        }

        return result;
    }

    private static string[] OneOrMore(int position, Val value) =>
        value.Kind == ValKind.String ? [value.AsString()] : StringList(position, value);

    /// <summary>Sorted, the strings that start with a prefix follow each other, the first of them right at the prefix.</summary>
    private static bool AnyStartsWith(BuiltinContext context, string[] values, string[] prefixes)
    {
        context.Charge(values.Length + prefixes.Length);
        System.Array.Sort(values, StringComparer.Ordinal);
        foreach (var prefix in prefixes)
        {
            var at = System.Array.BinarySearch(values, prefix, StringComparer.Ordinal);
            at = at < 0 ? ~at : at;
            if (at < values.Length && values[at].StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static List<string> Parts(string x, string delimiter, int limit)
    {
        var parts = new List<string>();
        if (delimiter.Length == 0)
        {
            for (var at = 0; at < x.Length; at += parts[^1].Length)
            {
                parts.Add(parts.Count == limit - 1 ? x[at..] : RuneAt(x, at).ToString());
            }

            return parts;
        }

        var start = 0;
        while (parts.Count < limit - 1 && x.IndexOf(delimiter, start, StringComparison.Ordinal) is >= 0 and var at)
        {
            parts.Add(x[start..at]);
            start = at + delimiter.Length;
        }

        parts.Add(x[start..]);
        return parts;
    }

    private static RArr Array(IEnumerable<string> parts) => RArr.Of([.. parts.Select(Val.From)]);

    private static void RequireNeedle(string needle)
    {
        if (needle.Length == 0)
        {
            throw new BuiltinException("empty search character");
        }
    }

    private static int Advance(string value, int at, long runes)
    {
        if (runes >= value.Length - at)
        {
            // Every rune is at least one unit long.
            return value.Length;
        }

        for (; runes > 0 && at < value.Length; runes--)
        {
            at += RuneAt(value, at).Length;
        }

        return at;
    }

    private static ReadOnlySpan<char> RuneAt(string value, int at) =>
        value.AsSpan(at, at + 1 < value.Length && char.IsSurrogatePair(value[at], value[at + 1]) ? 2 : 1);

    private static ReadOnlySpan<char> RuneBefore(string value, int end) =>
        end > 1 && char.IsSurrogatePair(value[end - 2], value[end - 1]) ? value.AsSpan(end - 2, 2) : value.AsSpan(end - 1, 1);

    private static bool Holds(string cutset, ReadOnlySpan<char> rune) => cutset.AsSpan().IndexOf(rune) >= 0;
}
