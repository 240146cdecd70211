using Platform.Rego.Builtins.Network;
using Platform.Rego.Builtins.RegularExpressions;
using Platform.Rego.Builtins.Time;
using Platform.Rego.Builtins.Urls;

namespace Platform.Rego.Builtins.JsonSchema;

/// <summary>The formats of <c>format</c>; an unknown one always holds.</summary>
internal static class SchemaFormats
{
    private static readonly GoRegex Hostname = GoRegex.Compile(
        @"^([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\-]{0,61}[a-zA-Z0-9])(\.([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\-]{0,61}[a-zA-Z0-9]))*$");

    private static readonly GoRegex Uuid = GoRegex.Compile("^(?i)[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$");

    private static readonly GoRegex Pointer = GoRegex.Compile("^(?:/(?:[^~/]|~0|~1)*)*$");

    private static readonly GoRegex RelativePointer = GoRegex.Compile("^(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~0|~1)*)*)$");

    private static readonly GoRegex Template = GoRegex.Compile("^([^{]*({[^}]*})?)*$");

    private static readonly GoRegex Atoms = GoRegex.Compile(@"^[^\x00-\x20()<>\[\]:;@\\,.""\x7f]+(\.[^\x00-\x20()<>\[\]:;@\\,.""\x7f]+)*$");

    private static readonly GoRegex QuotedLocal = GoRegex.Compile(@"^""([^""\\\r\n]|\\.)*""$");

    public static bool Holds(string format, string text) => format switch
    {
        "date" => IsTime(text, "2006-01-02"),
        "time" => IsTime(text, "15:04:05Z07:00", "15:04:05"),
        "date-time" => IsTime(text, "15:04:05", "15:04:05Z07:00", "2006-01-02", TimeLayout.Rfc3339, TimeLayout.Rfc3339Nano),
        "hostname" => text.Length < 256 && Hostname.IsMatch(text),
        "email" or "idn-email" => IsEmail(text),
        "ipv4" => text.Contains('.') && IpText.TryParse(text, out _),
        "ipv6" => text.Contains(':') && IpText.TryParse(text, out _),
        "uri" or "iri" => Url(text) is { Scheme.Length: > 0 },
        "uri-reference" or "iri-reference" => Url(text) is not null,
        "uri-template" => Url(text) is { } url && Template.IsMatch(url.Path),
        "uuid" => Uuid.IsMatch(text),
        "regex" => GoRegex.IsValid(text),
        "json-pointer" => Pointer.IsMatch(text),
        "relative-json-pointer" => RelativePointer.IsMatch(text),
        _ => true,
    };

    private static bool IsTime(string text, params ReadOnlySpan<string> layouts)
    {
        foreach (string layout in layouts)
        {
            try
            {
                TimeParser.Parse(layout, text);
                return true;
            }
            catch (BuiltinException)
            {
                // the next layout may fit
            }
        }

        return false;
    }

    private static GoUrl? Url(string text)
    {
        try
        {
            return text.Contains('\\') ? null : GoUrl.Parse(text);
        }
        catch (BuiltinException)
        {
            return null;
        }
    }

    /// <summary>An address of RFC 5322, alone or in angle brackets after a name.</summary>
    private static bool IsEmail(string text)
    {
        string address = text.Trim(' ');
        if (address.EndsWith('>') && address.LastIndexOf('<') is >= 0 and var open)
        {
            address = address[(open + 1)..^1];
        }

        int at = address.LastIndexOf('@');
        if (at <= 0)
        {
            return false;
        }

        string local = address[..at], domain = address[(at + 1)..];
        bool isLiteral = domain.Length > 2 && domain[0] == '[' && domain[^1] == ']';
        return (Atoms.IsMatch(local) || QuotedLocal.IsMatch(local)) && (isLiteral || Atoms.IsMatch(domain));
    }
}
