using System.Diagnostics.CodeAnalysis;

namespace Platform.WorkloadIdentity;

/// <summary>A SPIFFE ID of a workload, `spiffe://&lt;trust-domain&gt;/ns/&lt;namespace&gt;/&lt;app-id&gt;` in this platform. Compared ordinally.</summary>
public sealed record SpiffeId
{
    /// <summary>The longest text that is accepted (SPIFFE-ID §2.3).</summary>
    public const int MaxLength = 2048;

    private const string Scheme = "spiffe://";

    private SpiffeId(string trustDomain, string path)
    {
        TrustDomain = trustDomain;
        Path = path;
    }

    /// <summary>The trust domain, in lower case.</summary>
    public string TrustDomain { get; }

    /// <summary>The path with its leading slash; never empty for a workload.</summary>
    public string Path { get; }

    /// <summary>The last segment of the path, which is the app-id.</summary>
    public string AppId => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The identity of an app-id.</summary>
    /// <exception cref="FormatException">A part holds a character that SPIFFE does not allow.</exception>
    public static SpiffeId ForWorkload(string trustDomain, string @namespace, string appId) =>
        Parse($"{Scheme}{trustDomain}/ns/{@namespace}/{appId}");

    /// <summary>Reads a SPIFFE ID strictly: no port, query, fragment, escapes, empty or dot segments.</summary>
    /// <exception cref="FormatException">The text is not a SPIFFE ID of a workload.</exception>
    public static SpiffeId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("not a SPIFFE ID of a workload");

    /// <summary>As <see cref="Parse"/>, without throwing.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out SpiffeId? id)
    {
        id = null;
        if (text is null || text.Length > MaxLength || !text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return false;
        }

        var slash = text.IndexOf('/', Scheme.Length);
        if (slash <= Scheme.Length)
        {
            return false;
        }

        var domain = text[Scheme.Length..slash];
        var path = text[slash..];
        if (!domain.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_') || !path[1..].Split('/').All(IsSegment))
        {
            return false;
        }

        id = new SpiffeId(domain, path);
        return true;
    }

    /// <summary>True when this is the identity of <paramref name="appId"/> in the same trust domain and namespace as <paramref name="other"/>.</summary>
    public bool IsSibling(SpiffeId other, string appId) =>
        TrustDomain == other.TrustDomain && Path == other.Path[..(other.Path.LastIndexOf('/') + 1)] + appId;

    /// <summary>Another workload of the same namespace.</summary>
    public SpiffeId Sibling(string appId) => Parse(Scheme + TrustDomain + Path[..(Path.LastIndexOf('/') + 1)] + appId);

    /// <inheritdoc/>
    public override string ToString() => Scheme + TrustDomain + Path;

    private static bool IsSegment(string segment) =>
        segment.Length > 0 && segment is not ("." or "..") && segment.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
