using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;

namespace Platform.Gateway.Pages;

/// <summary>The start page: who is signed in, and what can be tried. No script.</summary>
internal static class StartPage
{
    /// <summary>The style sheet, whose hash the content security policy names.</summary>
    public const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f4f6f8;color:#1c2733}main{max-width:40rem;margin:8vh auto;padding:2rem;background:#fff;"
        + "border-radius:12px;box-shadow:0 1px 4px #0002}h1{font-size:1.5rem;margin:0 0 .5rem}p{margin:.5rem 0 1rem;color:#51606f}a{color:#005eb8}"
        + "button,.button{display:inline-block;padding:.6rem 1.1rem;border:0;border-radius:8px;background:#005eb8;color:#fff;font:inherit;cursor:pointer;"
        + "text-decoration:none}li{margin:.3rem 0}form{margin-top:1.5rem}.failed{color:#b42318}";

    /// <summary>The policy of all answers of the gateway: this style sheet and forms to Identity, nothing else.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
        + "form-action 'self' https://localhost:*; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>The page for a visitor.</summary>
    /// <param name="user">Who is signed in, or null.</param>
    /// <param name="failed">True after a sign-in that did not succeed.</param>
    public static string Render(ClaimsPrincipal? user, bool failed)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<title>Referrals</title><style>").Append(Style).Append("</style></head><body><main><h1>Referrals</h1>");
        if (failed)
        {
            html.Append("<p class=\"failed\" role=\"alert\">The sign-in did not succeed. Please try again.</p>");
        }

        if (user is null)
        {
            html.Append("<p>Every call behind this page is authenticated, authorized by policy, audited and traced.</p>")
                .Append("<a class=\"button\" href=\"/sign-in\">Sign in</a>");
        }
        else
        {
            html.Append("<p>Signed in as <strong>").Append(Encode(user.FindFirstValue("sub"))).Append("</strong>, role ")
                .Append(Encode(string.Join(", ", user.FindAll("role").Select(role => role.Value)))).Append(" of ")
                .Append(Encode(user.FindFirstValue("ods"))).Append(", assurance ").Append(Encode(user.FindFirstValue("acr"))).Append("</p>")
                .Append("<ul><li><a href=\"/referrals\">Referrals</a></li><li><a href=\"/fhir/metadata\">FHIR capability statement</a></li>")
                .Append("<li><a href=\"/sign-in?acr=aal3\">Sign in again with a stronger assurance</a></li></ul>")
                .Append("<form method=\"post\" action=\"/sign-out\"><button>Sign out</button></form>");
        }

        return html.Append("</main></body></html>").ToString();
    }

    private static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");
}
