using System.Globalization;
using System.Text;
using Platform.Rego.Builtins.Formatting;
using Platform.Rego.Builtins.Urls;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Templates;

/// <summary>The predefined functions of Go templates; <c>and</c> and <c>or</c> are the machine's own.</summary>
internal static class TemplateFunctions
{
    private static readonly HashSet<string> Names =
    [
        "and", "or", "not", "len", "index", "slice", "print", "printf", "println", "html", "js", "urlquery", "eq", "ne", "lt", "le", "gt", "ge", "call",
    ];

    public static bool Exists(string name) => Names.Contains(name);

    public static object? Call(string name, IReadOnlyList<object?> arguments)
    {
        int minimum = name switch { "print" or "println" or "html" or "js" or "urlquery" => 0, "ne" or "lt" or "le" or "gt" or "ge" or "eq" => 2, _ => 1 };
        if (arguments.Count < minimum)
        {
            throw Error($"wrong number of args for {name}: want at least {minimum} got {arguments.Count}");
        }

        return name switch
        {
            "not" => !TemplateValues.IsTrue(arguments[0]),
            "len" => Length(arguments[0]),
            "index" => arguments.Skip(1).Aggregate(arguments[0], Index),
            "slice" => Slice(arguments),
            "print" => Sprint(arguments),
            "println" => string.Join(' ', arguments.Select(TemplateValues.Format)) + "\n",
            "printf" => Printf(arguments),
            "html" => EscapeHtml(Sprint(arguments)),
            "js" => EscapeJavaScript(Sprint(arguments)),
            "urlquery" => QueryEscaping.Escape(Sprint(arguments)),
            "eq" => arguments.Skip(1).Any(other => AreEqual(arguments[0], other)),
            "ne" => !AreEqual(arguments[0], arguments[1]),
            "lt" => Compare(arguments[0], arguments[1]) < 0,
            "le" => Compare(arguments[0], arguments[1]) <= 0,
            "gt" => Compare(arguments[0], arguments[1]) > 0,
            "ge" => Compare(arguments[0], arguments[1]) >= 0,
            _ => throw Error($"error calling {name}: data has no functions"),
        };
    }

    private static long Length(object? value) => TemplateValues.Unwrap(value) switch
    {
        string text => Encoding.UTF8.GetByteCount(text),
        Val data => data.Count,
        null => throw Error("error calling len: len of nil pointer"),
        _ => throw Error($"error calling len: len of type {TemplateValues.TypeName(value)}"),
    };

    private static object? Index(object? value, object? index)
    {
        switch (TemplateValues.Unwrap(value))
        {
            case Val { Kind: ValKind.Array } array:
                int at = Position(index, array.Count, "index");
                return at < array.Count ? array[at] : throw Error($"error calling index: index out of range: {at}");
            case Val map:
                return TemplateValues.Unwrap(index) is string key
                    ? map.TryGet(key, out Val member) ? (object?)member : null
                    : throw Error($"error calling index: value has type {TemplateValues.TypeName(index)}; should be string");
            case string text:
                byte[] bytes = Encoding.UTF8.GetBytes(text);
                int offset = Position(index, bytes.Length, "index");
                return offset < bytes.Length ? (long)bytes[offset] : throw Error($"error calling index: index out of range: {offset}");
            case null:
                throw Error("error calling index: index of untyped nil");
            default:
                throw Error($"error calling index: can't index item of type {TemplateValues.TypeName(value)}");
        }
    }

    private static object Slice(IReadOnlyList<object?> arguments)
    {
        object? value = TemplateValues.Unwrap(arguments[0]);
        byte[] bytes = value is string text ? Encoding.UTF8.GetBytes(text) : [];
        int length = value is Val { Kind: ValKind.Array } array ? array.Count
            : value is string ? bytes.Length
            : throw Error($"error calling slice: can't slice item of type {TemplateValues.TypeName(value)}");
        int start = arguments.Count > 1 ? Position(arguments[1], length, "slice") : 0;
        int end = arguments.Count > 2 ? Position(arguments[2], length, "slice") : length;
        if (arguments.Count > 3)
        {
            throw Error("error calling slice: too many slice indexes");
        }

        if (start > end)
        {
            throw Error($"error calling slice: invalid slice index: {start} > {end}");
        }

        return value is Val list ? Val.From(RArr.Of(list.Items[start..end])) : Utf8Text.Decode(bytes.AsSpan(start, end - start).ToArray());
    }

    private static int Position(object? index, int length, string function) => TemplateValues.Unwrap(index) is long number
        ? number >= 0 && number <= length ? (int)number : throw Error($"error calling {function}: index out of range: {number}")
        : throw Error($"error calling {function}: cannot index slice/array with type {TemplateValues.TypeName(index)}");

    /// <summary>With spaces between operands of which neither is a string.</summary>
    private static string Sprint(IReadOnlyList<object?> arguments)
    {
        var text = new StringBuilder();
        bool previousIsText = true;
        for (int i = 0; i < arguments.Count; i++)
        {
            bool isText = TemplateValues.Unwrap(arguments[i]) is string;
            text.Append(i > 0 && !isText && !previousIsText ? " " : "").Append(TemplateValues.Format(arguments[i]));
            previousIsText = isText;
        }

        return text.ToString();
    }

    private static string Printf(IReadOnlyList<object?> arguments)
    {
        string format = TemplateValues.Unwrap(arguments[0]) as string
            ?? throw Error($"wrong type for value; expected string; got {TemplateValues.TypeName(arguments[0])}");
        return GoFormat.Format(format, [.. arguments.Skip(1).Select(Argument)]);

        static object Argument(object? value) => TemplateValues.Unwrap(value) switch
        {
            long number => number,
            double number => number,
            string text => text,
            var other => TemplateValues.Format(other),
        };
    }

    private static bool AreEqual(object? a, object? b) => (TemplateValues.Unwrap(a), TemplateValues.Unwrap(b)) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (string x, string y) => x == y,
        (long x, long y) => x == y,
        (double x, double y) => x.Equals(y),
        (bool x, bool y) => x == y,
        (Val, Val) => throw Error("error calling eq: non-comparable type"),
        _ => throw Error("error calling eq: incompatible types for comparison"),
    };

    private static int Compare(object? a, object? b) => (TemplateValues.Unwrap(a), TemplateValues.Unwrap(b)) switch
    {
        (string x, string y) => Val.From(x).CompareTo(Val.From(y)),
        (long x, long y) => x.CompareTo(y),
        (double x, double y) => x.CompareTo(y),
        (bool, _) or (_, bool) or (Val, _) or (_, Val) or (null, _) or (_, null) => throw Error("error calling lt: invalid type for comparison"),
        _ => throw Error("error calling lt: incompatible types for comparison"),
    };

    private static string EscapeHtml(string text) => text
        .Replace("&", "&amp;").Replace("\0", "\uFFFD").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&#34;").Replace("'", "&#39;");

    private static string EscapeJavaScript(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '\\' => @"\\",
                '\'' => @"\'",
                '"' => "\\\"",
                '<' or '>' or '&' or '=' => $"\\u{rune.Value.ToString("X4", CultureInfo.InvariantCulture)}",
                < ' ' => $"\\u{rune.Value.ToString("X4", CultureInfo.InvariantCulture)}",
                >= 0x80 when !GoQuote.IsPrintable(rune) => $"\\u{rune.Value.ToString("X4", CultureInfo.InvariantCulture)}",
                _ => rune.ToString(),
            });
        }

        return escaped.ToString();
    }

    private static BuiltinException Error(string message) => new($"template: template: executing \"template\": {message}");
}
