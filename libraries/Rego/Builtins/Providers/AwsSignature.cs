using System.Security.Cryptography;
using System.Text;
using Platform.Rego.Builtins.Time;
using Platform.Rego.Builtins.Urls;

namespace Platform.Rego.Builtins.Providers;

/// <summary>AWS Signature Version 4: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html.</summary>
internal static class AwsSignature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string ContentDigest = "x-amz-content-sha256";

    public sealed record Credentials(string AccessKey, string SecretKey, string SessionToken, string Region, string Service);

    /// <summary>The headers to add to a request, <c>Authorization</c> among them.</summary>
    /// <param name="method">The method as given.</param>
    /// <param name="url">The URL.</param>
    /// <param name="headers">The headers that the request has.</param>
    /// <param name="body">The body; null to leave it unsigned.</param>
    /// <param name="credentials">Who signs for what.</param>
    /// <param name="nanoseconds">When, since the epoch.</param>
    public static SortedDictionary<string, string> Sign(
        string method, GoUrl url, IReadOnlyDictionary<string, string> headers, byte[]? body, Credentials credentials, long nanoseconds)
    {
        string digest = body is null ? "UNSIGNED-PAYLOAD" : Hex(SHA256.HashData(body));
        var time = ZonedTime.FromUnixNanoseconds(nanoseconds, TimeZoneRules.Utc);
        string moment = TimeFormatter.Format(time, "20060102T150405Z");
        string date = moment[..8];
        SortedDictionary<string, string> added = new(StringComparer.Ordinal) { ["host"] = url.Host, ["x-amz-date"] = moment };
        if (credentials.Service is "s3" or "glacier")
        {
            added[ContentDigest] = digest;
        }

        if (credentials.SessionToken.Length > 0)
        {
            added["x-amz-security-token"] = credentials.SessionToken;
        }

        // A header that the request already has is signed as it was, even where it is replaced.
        SortedDictionary<string, string> signed = new(added, StringComparer.Ordinal);
        foreach ((string name, string value) in headers)
        {
            // Proxies may change these on the way.
            if (name.ToLowerInvariant() is var lower && lower is not ("authorization" or "user-agent" or "x-amzn-trace-id"))
            {
                signed[lower] = value;
            }
        }

        string names = string.Join(';', signed.Keys);
        string canonical = $"{method}\n{url.EscapedPath}\n{url.RawQuery}\n"
            + string.Concat(signed.Select(header => $"{header.Key}:{header.Value}\n"))
            + $"\n{names}\n{digest}";
        string scope = $"{date}/{credentials.Region}/{credentials.Service}/aws4_request";
        string toSign = $"{Algorithm}\n{moment}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        byte[] key = Encoding.UTF8.GetBytes("AWS4" + credentials.SecretKey);
        foreach (string part in (ReadOnlySpan<string>)[date, credentials.Region, credentials.Service, "aws4_request"])
        {
            key = Mac(key, part);
        }

        added["Authorization"] = $"{Algorithm} Credential={credentials.AccessKey}/{scope},SignedHeaders={names},Signature={Hex(Mac(key, toSign))}";
        return added;
    }

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
