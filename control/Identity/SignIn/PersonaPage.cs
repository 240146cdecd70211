using System.Text;
using System.Text.Encodings.Web;

namespace Platform.Identity.SignIn;

/// <summary>The page on which a persona is picked: a form, no script.</summary>
public static class PersonaPage
{
    /// <summary>The style sheet, whose hash the content security policy names.</summary>
    public const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f4f6f8;color:#1c2733}main{max-width:34rem;margin:8vh auto;padding:2rem;background:#fff;"
        + "border-radius:12px;box-shadow:0 1px 4px #0002}h1{font-size:1.4rem;margin:0 0 .25rem}p{margin:.25rem 0 1.25rem;color:#51606f}"
        + "button{display:block;width:100%;text-align:left;padding:.8rem 1rem;margin:.5rem 0;border:1px solid #c9d3dd;border-radius:8px;background:#fff;"
        + "font:inherit;cursor:pointer}button:hover,button:focus-visible{border-color:#005eb8;outline:2px solid #005eb8}strong{display:block}"
        + "small{color:#51606f}";

    /// <summary>The page for one request.</summary>
    public static string Render(AuthorizationRequest request)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">")
            .Append("<title>Sign in</title><style>").Append(Style).Append("</style></head><body><main><h1>Who are you today?</h1>")
            .Append("<p>Development sign-in to ").Append(Encode(request.Client.Id)).Append(" at assurance ").Append(Encode(request.Acr))
            .Append(". These people are made up.</p><form method=\"post\" action=\"/authorize\">");
        foreach (var (name, value) in request.Parameters())
        {
            html.Append("<input type=\"hidden\" name=\"").Append(Encode(name)).Append("\" value=\"").Append(Encode(value)).Append("\">");
        }

        foreach (var persona in Personas.All)
        {
            html.Append("<button name=\"persona\" value=\"").Append(Encode(persona.Id)).Append("\"><strong>").Append(Encode(persona.DisplayName))
                .Append("</strong><small>").Append(Encode(persona.Description)).Append("</small></button>");
        }

        return html.Append("</form></main></body></html>").ToString();
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
