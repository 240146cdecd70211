namespace Platform.Gateway.Callers;

/// <summary>The authenticated user of a request, with the token that is exchanged for its calls. Lives as long as the request.</summary>
internal sealed class EdgeSession(string userToken)
{
    public string UserToken { get; } = userToken;

    /// <exception cref="InvalidOperationException">The request was not authenticated.</exception>
    public static EdgeSession Of(HttpContext context) =>
        context.Features.Get<EdgeSession>() ?? throw new InvalidOperationException("the request has no authenticated user");
}
