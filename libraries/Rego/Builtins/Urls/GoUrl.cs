using System.Text;
using Platform.Rego.Builtins.Formatting;

namespace Platform.Rego.Builtins.Urls;

/// <summary>A URL reference taken apart as Go's net/url.Parse does: https://pkg.go.dev/net/url#URL.</summary>
internal sealed record GoUrl
{
    private const string PathCharacters = "$&+,/:;=@-_.~!'()*[]";

    public string Scheme { get; private init; } = "";

    /// <summary>Host and port, brackets kept.</summary>
    public string Host { get; private init; } = "";

    /// <summary>The decoded path.</summary>
    public string Path { get; private init; } = "";

    /// <summary>The path as written, if its encoding is not the default one; otherwise empty.</summary>
    public string RawPath { get; private init; } = "";

    public string RawQuery { get; private init; } = "";

    public string Fragment { get; private init; } = "";

    /// <summary>What follows the scheme of a URL without slashes, such as mailto.</summary>
    public string Opaque { get; private init; } = "";

    /// <summary>The path as it goes on the wire.</summary>
    public string EscapedPath => RawPath.Length > 0 ? RawPath : Path == "*" ? "*" : EscapePath(Path);

    public string Hostname => SplitHost().Name;

    public string Port => SplitHost().Port;

    /// <exception cref="BuiltinException">The text is no URL; the message is Go's.</exception>
    public static GoUrl Parse(string text)
    {
        try
        {
            int hash = text.IndexOf('#');
            string fragment = hash < 0 ? "" : text[(hash + 1)..];
            GoUrl url = ParseReference(hash < 0 ? text : text[..hash]);
            return url with { Fragment = QueryEscaping.Unescape(fragment, plusIsSpace: false) };
        }
        catch (BuiltinException failure)
        {
            throw new BuiltinException($"parse {GoQuote.Quote(text)}: {failure.Message}");
        }
    }

    private static GoUrl ParseReference(string text)
    {
        if (text.Any(c => c < ' ' || c == 0x7F))
        {
            throw new BuiltinException("net/url: invalid control character in URL");
        }

        if (text == "*")
        {
            return new GoUrl { Path = "*" };
        }

        (string scheme, string rest) = SplitScheme(text);
        int question = rest.IndexOf('?');
        string query = question < 0 ? "" : rest[(question + 1)..];
        rest = question < 0 ? rest : rest[..question];
        if (!rest.StartsWith('/'))
        {
            if (scheme.Length > 0)
            {
                // An opaque URL such as mailto:x has neither host nor path.
                return new GoUrl { Scheme = scheme, Opaque = rest, RawQuery = query };
            }

            int slash = rest.IndexOf('/');
            if ((slash < 0 ? rest : rest[..slash]).Contains(':'))
            {
                throw new BuiltinException("first path segment in URL cannot contain colon");
            }
        }

        string host = "";
        if ((scheme.Length > 0 || !rest.StartsWith("///", StringComparison.Ordinal)) && rest.StartsWith("//", StringComparison.Ordinal))
        {
            int slash = rest.IndexOf('/', 2);
            host = ParseAuthority(slash < 0 ? rest[2..] : rest[2..slash]);
            rest = slash < 0 ? "" : rest[slash..];
        }

        string path = QueryEscaping.Unescape(rest, plusIsSpace: false);
        return new GoUrl
        {
            Scheme = scheme,
            Host = host,
            Path = path,
            RawPath = EscapePath(path) == rest ? "" : rest,
            RawQuery = query,
        };
    }

    private static (string Scheme, string Remainder) SplitScheme(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == ':')
            {
                return i == 0 ? throw new BuiltinException("missing protocol scheme") : (text[..i].ToLowerInvariant(), text[(i + 1)..]);
            }

            if (!char.IsAsciiLetter(c) && (i == 0 || !char.IsAsciiDigit(c) && c is not ('+' or '-' or '.')))
            {
                break;
            }
        }

        return ("", text);
    }

    private static string ParseAuthority(string authority)
    {
        int at = authority.LastIndexOf('@');
        if (at >= 0)
        {
            string user = authority[..at];
            if (user.Any(c => !char.IsAsciiLetterOrDigit(c) && !"-._:~!$&'()*+,;=%@".Contains(c)))
            {
                throw new BuiltinException("net/url: invalid userinfo");
            }

            QueryEscaping.Unescape(user, plusIsSpace: false);
        }

        string host = authority[(at + 1)..];
        if (host.StartsWith('['))
        {
            int close = host.LastIndexOf(']');
            if (close < 0)
            {
                throw new BuiltinException("missing ']' in host");
            }

            RequirePort(host[(close + 1)..]);
        }
        else if (host.LastIndexOf(':') is >= 0 and var colon)
        {
            RequirePort(host[colon..]);
        }

        foreach (Rune rune in host.EnumerateRunes())
        {
            if (rune.IsAscii && !char.IsAsciiLetterOrDigit((char)rune.Value) && !"-_.~!$&'()*+,;=:[]<>\"%".Contains((char)rune.Value))
            {
                throw new BuiltinException($"invalid character {GoQuote.Quote(rune.ToString())} in host name");
            }
        }

        RequireEscapedNonAscii(host);
        return QueryEscaping.Unescape(host, plusIsSpace: false);
    }

    // RFC 6874 lets hosts have %-encoding only for bytes beyond ASCII, and %25 before a zone.
    private static void RequireEscapedNonAscii(string host)
    {
        for (int i = host.IndexOf('%'); i >= 0; i = host.IndexOf('%', i + 1))
        {
            string escape = host.Substring(i, Math.Min(3, host.Length - i));
            if (escape.Length < 3 || escape[1] < '8' && escape != "%25")
            {
                throw new BuiltinException($"invalid URL escape {GoQuote.Quote(escape)}");
            }
        }
    }

    private static void RequirePort(string port)
    {
        if (port.Length > 0 && (port[0] != ':' || !port[1..].All(char.IsAsciiDigit)))
        {
            throw new BuiltinException($"invalid port {GoQuote.Quote(port)} after host");
        }
    }

    private static string EscapePath(string path)
    {
        var escaped = new StringBuilder(path.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(path))
        {
            bool plain = char.IsAsciiLetterOrDigit((char)b) || b < 0x80 && PathCharacters.Contains((char)b);
            escaped.Append(plain ? ((char)b).ToString() : $"%{b:X2}");
        }

        return escaped.ToString();
    }

    private (string Name, string Port) SplitHost()
    {
        if (Host.StartsWith('[') && Host.LastIndexOf(']') is > 0 and var close)
        {
            return (Host[1..close], Host[(close + 1)..].TrimStart(':'));
        }

        int colon = Host.LastIndexOf(':');
        return colon < 0 ? (Host, "") : (Host[..colon], Host[(colon + 1)..]);
    }
}
