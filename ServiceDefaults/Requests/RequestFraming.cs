using Microsoft.AspNetCore.Http;

namespace Platform.ServiceDefaults;

/// <summary>
/// What two hops could take apart differently, although the server has read it: two lengths for one body, a `Connection` that takes other headers away,
/// and a method in another spelling. (What is nominated beside `close`, `keep-alive` or `upgrade` the server itself takes out, unheeded.) Source: RFC 9112 §6.3, §9.6; RFC 9110 §7.6.1, §9.1.
/// </summary>
internal static class RequestFraming
{
    private static readonly string[] OfTheConnection = ["close", "keep-alive", "upgrade"];
    private static readonly string[] MethodOverrides = ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"];

    // Where a request had both lengths the server follows the chunks, and keeps the other one under this name.
    private const string SetAside = "X-Content-Length";

    /// <summary>Whether every hop reads one request, and the same one.</summary>
    public static bool IsUnambiguous(HttpRequest request) =>
        request.Method.All(char.IsAsciiLetterUpper)
        && !request.Headers.ContainsKey(SetAside)
        && request.Headers.TransferEncoding.Count <= 1
        && !MethodOverrides.Any(request.Headers.ContainsKey)
        && request.Headers.Connection.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .All(token => OfTheConnection.Contains(token, StringComparer.OrdinalIgnoreCase));
}
