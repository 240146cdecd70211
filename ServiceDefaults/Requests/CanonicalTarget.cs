using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Platform.Rego.AspNetCore;

namespace Platform.ServiceDefaults;

/// <summary>
/// Refuses a request target that two hops could read differently: dot segments, empty segments, parameters, backslashes, and escapes of anything that
/// structures a path. So the path that is decided on is the path that was sent. So is what <see cref="RequestFraming"/> finds.
/// </summary>
internal sealed class CanonicalTarget(RequestDelegate next, ServiceDefaultsOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        // A length that is said beforehand need not be read to be too much, nor anything be decided for it.
        if (context.Request.ContentLength > options.RequestBytesMax)
        {
            return ProblemAnswer.WriteAsync(context, Problem.TooLarge);
        }

        return IsCanonical(path) && RequestFraming.IsUnambiguous(context.Request)
            ? next(context)
            : ProblemAnswer.WriteAsync(context, Problem.Ambiguous);
    }

    /// <summary>Whether a raw path has one reading only.</summary>
    public static bool IsCanonical(string path)
    {
        if (!path.StartsWith('/') || path.AsSpan().ContainsAny('\\', ';', '#') || path.AsSpan().ContainsAnyExceptInRange('\u0021', '\u007e'))
        {
            return false;
        }

        var segments = path[1..].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            // The root is the one path with an empty segment.
            var empty = segments[i].Length == 0 && segments.Length > 1;
            if (empty || segments[i].EndsWith('.') || !HasOnlyHarmlessEscapes(segments[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasOnlyHarmlessEscapes(ReadOnlySpan<char> segment)
    {
        for (var at = segment.IndexOf('%'); at >= 0; at = segment.IndexOf('%'))
        {
            if (segment.Length < at + 3 || !byte.TryParse(segment.Slice(at + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value))
            {
                return false;
            }

            // Letters, digits, dots and the like need no escape; who escapes them hides them. Controls and separators are never part of an id.
            var harmless = value is > 0x20 and < 0x7f && !char.IsAsciiLetterOrDigit((char)value) && !@"/\.%;#?-_~".Contains((char)value, StringComparison.Ordinal);
            if (!harmless)
            {
                return false;
            }

            segment = segment[(at + 3)..];
        }

        return true;
    }
}
