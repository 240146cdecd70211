namespace Platform.Gateway.Callers;

/// <summary>
/// Whether a request with a cookie comes from a page of ours. A cookie's SameSite does not tell ports apart, so anything else that serves pages on this
/// machine would otherwise speak with the user's session.
/// </summary>
internal static class SameOrigin
{
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
