using Microsoft.AspNetCore.Http;

namespace Platform.ServiceDefaults.Browser;

/// <summary>
/// Whether a request with a cookie comes from a page of ours. A cookie's SameSite does not tell ports apart, so anything else that serves pages on this
/// machine would otherwise speak with the user's session.
/// </summary>
public static class SameOrigin
{
    /// <summary>True when the browser says that a page of ours, or the person, made the request.</summary>
    public static bool Allows(HttpRequest request)
    {
        // A read cannot be read by another origin: nothing here answers to CORS, and Cross-Origin-Resource-Policy keeps it from being embedded.
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return request.Headers["Sec-Fetch-Site"] is [] or ["same-origin" or "none"] || request.Headers["Sec-Fetch-Mode"] == "navigate";
        }

        return request.Headers["Sec-Fetch-Site"] is [] or ["same-origin"]
            && request.Headers.Origin is [{ } origin] && origin == $"{request.Scheme}://{request.Host}";
    }
}
