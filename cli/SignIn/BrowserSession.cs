using System.Web;

namespace Platform.Cli.SignIn;

/// <summary>A session at the dashboard, made as a browser makes it: sign-in, choice of a persona, callback.</summary>
internal sealed record BrowserSession(string Cookie)
{
    private const string CookieName = "__Host-dashboard";

    /// <summary>Signs in.</summary>
    /// <param name="client">To browser listeners; follows no redirect and keeps no cookie.</param>
    /// <param name="dashboard">For example <c>https://localhost:7445</c>.</param>
    /// <param name="persona">For example <c>operator</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SignInException">No session came of it.</exception>
    public static async Task<BrowserSession> SignInAsync(HttpMessageInvoker client, Uri dashboard, string persona, CancellationToken cancellation)
    {
        using var begin = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(dashboard, "/sign-in")), cancellation);
        var authorize = begin.Headers.Location ?? throw Refused(persona, begin);
        var query = HttpUtility.ParseQueryString(authorize.Query);
        var form = query.AllKeys.OfType<string>().ToDictionary(name => name, name => query[name]!);
        form["persona"] = persona;
        using var choice = new HttpRequestMessage(HttpMethod.Post, new Uri(authorize.GetLeftPart(UriPartial.Path))) { Content = new FormUrlEncodedContent(form) };
        using var chosen = await client.SendAsync(choice, cancellation);
        using var callback = new HttpRequestMessage(HttpMethod.Get, chosen.Headers.Location ?? throw Refused(persona, chosen));
        callback.Headers.Add("Cookie", string.Join("; ", Cookies(begin)));
        using var returned = await client.SendAsync(callback, cancellation);
        return Cookies(returned).FirstOrDefault(cookie => cookie.StartsWith(CookieName + "=", StringComparison.Ordinal)) is { } session
            ? new(session)
            : throw Refused(persona, returned);
    }

    /// <summary>A cookie of this name with a value that no sign-in gave.</summary>
    public static BrowserSession With(string value) => new(value.StartsWith(CookieName, StringComparison.Ordinal) ? value : $"{CookieName}={value}");

    /// <summary>Puts the cookie on a request.</summary>
    public void Sign(HttpRequestMessage request) => request.Headers.TryAddWithoutValidation("Cookie", Cookie);

    private static IEnumerable<string> Cookies(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Select(cookie => cookie.Split(';')[0]) : [];

    private static SignInException Refused(string persona, HttpResponseMessage answer) =>
        new($"the dashboard does not sign in '{persona}': {(int)answer.StatusCode}");
}
