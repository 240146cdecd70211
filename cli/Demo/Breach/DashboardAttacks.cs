using System.Net.Http.Headers;
using Platform.Cli.SignIn;

namespace Platform.Cli.Demo.Breach;

/// <summary>
/// The dashboard's bound routes, attacked as a browser would. They take a session and nothing else, so the wrong identities come with a cookie that is none, of
/// another server or of somebody else, and with tokens that are good at the gateway.
/// </summary>
internal sealed class DashboardAttacks : IDisposable
{
    // A command that changes nothing: what is not frozen cannot be thawed.
    private static readonly IReadOnlyDictionary<(string Method, string Pattern), (string Persona, string Path)> Right =
        new Dictionary<(string, string), (string, string)>
        {
            [("GET", "/resources")] = ("operator", "/resources"),
            [("GET", "/resources/{name}")] = ("operator", "/resources/records"),
            [("POST", "/resources/{name}/{command}")] = ("operator", "/resources/records/thaw"),
            [("GET", "/topology")] = ("operator", "/topology"),
            [("GET", "/traces")] = ("operator", "/traces"),
            [("GET", "/traces/{traceId}")] = ("operator", "/traces/{known}"),
            [("GET", "/decisions")] = ("operator", "/decisions"),
            [("GET", "/decisions/{id}")] = ("operator", "/decisions/{decision}"),
            [("GET", "/policies")] = ("operator", "/policies"),
            [("GET", "/policies/source")] = ("operator", "/policies/source?file=records/patient/read.rego"),
            [("GET", "/breach")] = ("operator", "/breach"),
            [("POST", "/breach/{command}")] = ("operator", "/breach/start"),
            [("GET", "/inbox")] = ("patient", "/inbox"),
            [("GET", "/audit")] = ("auditor", "/audit"),
        };

    private readonly Uri address;
    private readonly HttpMessageInvoker client;
    private readonly Dictionary<string, BrowserSession> sessions;
    private readonly BrowserSession unrelated;
    private readonly PersonaSession person;
    private readonly IReadOnlyList<Inventory.Route> routes;
    private string trace = "";
    private string decision = "";

    private DashboardAttacks(Uri address, HttpMessageInvoker client, Dictionary<string, BrowserSession> sessions, BrowserSession unrelated, PersonaSession person, IReadOnlyList<Inventory.Route> routes)
    {
        this.address = address;
        this.client = client;
        this.sessions = sessions;
        this.unrelated = unrelated;
        this.person = person;
        this.routes = routes;
    }

    public static async Task<DashboardAttacks> PrepareAsync(PlatformUnderTest platform, PersonaSession person, CancellationToken cancellation)
    {
        var address = new Uri($"https://localhost:{platform.Url("dashboard", "browser").Port}");
        var client = new HttpMessageInvoker(GatewayClient.Handler(Path.Combine(platform.State, "identity", "ca.pem")));
        var sessions = new Dictionary<string, BrowserSession>();
        foreach (var persona in Right.Values.Select(right => right.Persona).Distinct())
            sessions[persona] = await BrowserSession.SignInAsync(client, address, persona, cancellation);
        return new(address, client, sessions, await BrowserSession.SignInAsync(client, address, "unrelated", cancellation), person,
            [.. platform.Inventories.Single(inventory => inventory.Process == "dashboard").Routes.Where(route => route is { Listener: "browser", Label: "policy" })]);
    }

    /// <summary>The right person must be answered on each page; a command without the form's token is told so, which is an answer too.</summary>
    public async Task BaselineAsync(BreachRun run, CancellationToken cancellation)
    {
        trace = await KnownAsync("/traces", cancellation);
        decision = await KnownAsync("/decisions", cancellation);
        foreach (var route in routes)
        {
            if (!Right.TryGetValue((route.Method, route.Pattern), out var right))
            {
                run.Add(BreachCampaign.Unknown(NameOf(route), "browser"));
                continue;
            }
            var request = Request(route, right.Path);
            sessions[right.Persona].Sign(request);
            var answer = await Answer.OfAsync(client, request, cancellation);
            if (route.Method == "POST" ? answer.Status != 400 : !answer.IsSuccess)
                run.Add(BreachCampaign.NotAnswered(NameOf(route), "browser", "before", answer));
        }
    }

    public IEnumerable<Attempt> Attempts() =>
        from route in routes
        where Right.ContainsKey((route.Method, route.Pattern))
        from identity in IdentityClasses.All
        select new Attempt(NameOf(route), "browser", identity.Name(), identity == IdentityClass.UnrelatedClinician ? [403] : [401], false, null, token =>
        {
            var right = Right[(route.Method, route.Pattern)];
            var request = Request(route, right.Path);
            Sign(request, sessions[right.Persona], identity);
            return Answer.OfAsync(client, request, token);
        });

    public void Dispose() => client.Dispose();

    private void Sign(HttpRequestMessage request, BrowserSession right, IdentityClass identity)
    {
        switch (identity)
        {
            case IdentityClass.NoToken:
                break;
            case IdentityClass.GatewayToken:
                person.Sign(request);
                break;
            case IdentityClass.Expired:
                BrowserSession.With(right.Cookie[..^6] + "AAAAAA").Sign(request);
                break;
            case IdentityClass.WrongAudience:
                // A session of the right person, used from a page of another origin.
                right.Sign(request);
                request.Headers.Remove("Sec-Fetch-Site");
                request.Headers.Add("Sec-Fetch-Site", "cross-site");
                break;
            case IdentityClass.AlgNone:
                BrowserSession.With(ServiceCredentials.WithoutAlgorithm(person.Token)).Sign(request);
                break;
            case IdentityClass.TokenWithoutProof:
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", person.Token);
                break;
            case IdentityClass.WrongWorkload:
                right.Sign(request);
                person.Sign(request);
                break;
            case IdentityClass.UnrelatedClinician:
                unrelated.Sign(request);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(identity));
        }
    }

    /// <summary>The id of something that a list shows, 32 digits.</summary>
    private async Task<string> KnownAsync(string list, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, list));
        sessions["operator"].Sign(request);
        var answer = await Answer.OfAsync(client, request, cancellation);
        var link = $"href=\"{list}/";
        var at = answer.Body.IndexOf(link, StringComparison.Ordinal);
        return at < 0 ? new string('0', 32) : answer.Body.Substring(at + link.Length, 32);
    }

    private HttpRequestMessage Request(Inventory.Route route, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(route.Method), new Uri(address, path.Replace("{known}", trace, StringComparison.Ordinal).Replace("{decision}", decision, StringComparison.Ordinal)));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (route.Method != "POST")
            return request;
        request.Headers.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        request.Content = new FormUrlEncodedContent([]);
        return request;
    }

    private static string NameOf(Inventory.Route route) => $"dashboard {route.Method} {route.Pattern}";
}
