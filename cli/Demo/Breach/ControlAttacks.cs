using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Cli.SignIn;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Demo.Breach;

/// <summary>
/// Every route that is not bound to a policy: bootstrap (a list of workloads), proof, sidecar (a token), public (the same constant for everybody). The wrong
/// identities come with a certificate of the platform that is on no list, and carry the tokens of their class.
/// </summary>
internal sealed partial class ControlAttacks : IDisposable
{
    private readonly PlatformUnderTest platform;
    private readonly PersonaSession person;
    private readonly OperatorWorkload stranger;
    private readonly string usedProof;
    private readonly List<(Inventory Process, Inventory.Route Route)> routes;
    private readonly Dictionary<string, Answer> published = [];
    private readonly Dictionary<string, HttpMessageInvoker> clients = [];

    private ControlAttacks(PlatformUnderTest platform, PersonaSession person, OperatorWorkload stranger, string usedProof)
    {
        this.platform = platform;
        this.person = person;
        this.stranger = stranger;
        this.usedProof = usedProof;
        routes = [.. platform.Inventories.SelectMany(inventory => inventory.Routes.Where(route => route.Label != "policy").Select(route => (inventory, route)))];
    }

    public static async Task<ControlAttacks> PrepareAsync(PlatformUnderTest platform, PersonaSession person, CancellationToken cancellation)
    {
        var stranger = await platform.VisitAsync("probe", cancellation);
        return new ControlAttacks(platform, person, stranger, await File.ReadAllTextAsync(stranger.Options.ProofFile!, cancellation));
    }

    /// <summary>The right workload must be answered on each listed route, and public routes must answer anybody.</summary>
    public async Task BaselineAsync(BreachRun run, CancellationToken cancellation)
    {
        foreach (var (process, route) in routes)
        {
            var name = NameOf(process, route);
            switch (route.Label)
            {
                case "public":
                    published[Key(process, route)] = await Answer.OfAsync(Client(process, route.Listener, withCertificate: true), Request(process, route), cancellation);
                    if (published[Key(process, route)].Status is null or >= 500)
                        run.Add(BreachCampaign.NotAnswered(name, route.Listener, "before", published[Key(process, route)]));
                    break;
                case "bootstrap":
                    var answer = await CallListedAsync(process, route, cancellation);
                    if (answer is null)
                        run.Add(BreachCampaign.Unknown(name, route.Listener));
                    else if (!answer.IsSuccess)
                        run.Add(BreachCampaign.NotAnswered(name, route.Listener, "before", answer));
                    break;
            }
        }
    }

    public IEnumerable<Attempt> Attempts() => routes.SelectMany(pair => IdentityClasses.All.Select(identity => Attempt(pair.Process, pair.Route, identity)));

    public void Dispose()
    {
        foreach (var client in clients.Values)
            client.Dispose();
    }

    private Attempt Attempt(Inventory process, Inventory.Route route, IdentityClass identity)
    {
        var needsCertificate = route.Listener is "control" or "mesh";
        if (identity == IdentityClass.NoToken && needsCertificate)
            return new(NameOf(process, route), route.Listener, identity.Name(), [], true, null, token => Answer.OfAsync(Client(process, route.Listener, false), Request(process, route), token));
        var send = (CancellationToken token) => Answer.OfAsync(Client(process, route.Listener, true), Disguised(process, route, identity), token);
        var (expected, harmless) = route switch
        {
            { Label: "public" } => (Array.Empty<int>(), (Func<Answer, bool>?)(answer => IsPublished(process, route, answer))),
            { Label: "proof" } => ([400, 401, 403], null),
            { Listener: "mesh" } or { Label: "bootstrap" } => ([403], null),
            _ => ([401], null),
        };
        return new(NameOf(process, route), route.Listener, identity.Name(), expected, false, harmless, send);
    }

    // The answer to anybody is the published one, or a refusal of the malformed request that this is.
    private bool IsPublished(Inventory process, Inventory.Route route, Answer answer)
    {
        var known = published[Key(process, route)];
        return answer.Status == known.Status && (!known.IsSuccess || answer.Body == known.Body);
    }

    private HttpRequestMessage Disguised(Inventory process, Inventory.Route route, IdentityClass identity)
    {
        var request = route.Label == "proof" ? Bootstrap(process, route, identity) : Request(process, route);
        if (identity != IdentityClass.NoToken)
        {
            var token = identity == IdentityClass.AlgNone ? ServiceCredentials.WithoutAlgorithm(person.Token) : person.Token;
            request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", token);
            if (identity != IdentityClass.TokenWithoutProof)
                request.Headers.TryAddWithoutValidation("DPoP", person.Proof(request.Method.Method, request.RequestUri!.AbsolutePath));
        }
        return request;
    }

    /// <summary>Asks for a certificate with a proof that is none, used, expired, forged or for somebody else's domain.</summary>
    private HttpRequestMessage Bootstrap(Inventory process, Inventory.Route route, IdentityClass identity)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var real = ECDsa.Create();
        real.ImportFromPem(File.ReadAllText(Path.Combine(platform.State, "apphost", "proof-key.pem")));
        var records = stranger.Options.IdOf("records");
        var proof = identity switch
        {
            IdentityClass.NoToken or IdentityClass.TokenWithoutProof => "",
            IdentityClass.GatewayToken => person.Token,
            IdentityClass.Expired => BootstrapProof.Mint(real, records, "records", new ClockThen(TimeSpan.FromHours(-1))),
            IdentityClass.WrongAudience => BootstrapProof.Mint(real, SpiffeId.ForWorkload("elsewhere.example", "default", "records"), "records", TimeProvider.System),
            IdentityClass.AlgNone => ServiceCredentials.WithoutAlgorithm(BootstrapProof.Mint(own, records, "records", TimeProvider.System)),
            IdentityClass.WrongWorkload => usedProof.Trim(),
            _ => BootstrapProof.Mint(own, records, "records", TimeProvider.System),
        };
        using var signing = new SvidRequest();
        var request = Request(process, route);
        request.Content = new StringContent(new JsonObject { ["proof"] = proof, ["csr"] = signing.Pem }.ToJsonString(), Encoding.UTF8, "application/json");
        return request;
    }

    /// <summary>The call of a workload that is on the list, or null where the demo does not know who that is.</summary>
    private async Task<Answer?> CallListedAsync(Inventory process, Inventory.Route route, CancellationToken cancellation)
    {
        var (appId, content) = (process.Process, route.Method, route.Pattern) switch
        {
            ("identity", "POST", "/token") => ("gateway", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["audience"] = "records" })),
            ("identity", "POST", "/svid") => ("cli", SigningRequest()),
            ("identity", "POST", "/server-certificate") => ("gateway", SigningRequest()),
            ("identity", "GET", "/revocations") => ("records", null),
            ("policy", "GET", "/bundles/platform" or "/bundles/platform/{digest}") => ("records", (HttpContent?)null),
            ("policy", "POST", "/logs") => ("records", new StringContent("[]", Encoding.UTF8, "application/json")),
            ("ledger", "POST", "/audit") => ("records", new StringContent(
                new JsonObject { ["recorder"] = stranger.Options.IdOf("records").ToString(), ["records"] = new JsonArray() }.ToJsonString(), Encoding.UTF8, "application/json")),
            ("dashboard", "POST", "/v1/traces") => ("records", new ByteArrayContent([]) { Headers = { ContentType = new("application/x-protobuf") } }),
            _ => ("", null),
        };
        if (appId.Length == 0)
            return null;
        var workload = await platform.VisitAsync(appId, cancellation);
        using var client = new HttpMessageInvoker(MutualTls.CreateHandler(workload.Svid, workload.Validation, workload.Options.IdOf(process.AppId)));
        var request = Request(process, route);
        request.Content = content;
        if (route.Pattern.EndsWith("/{digest}", StringComparison.Ordinal))
            request.RequestUri = new Uri(process.Url("control") + "/bundles/platform/" + await ServedDigestAsync(client, process, cancellation));
        return await Answer.OfAsync(client, request, cancellation);
    }

    private static async Task<string> ServedDigestAsync(HttpMessageInvoker client, Inventory policy, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(policy.Url("control") + "/bundles/platform"));
        using var response = await client.SendAsync(request, cancellation);
        return Convert.ToHexStringLower(SHA256.HashData(await response.Content.ReadAsByteArrayAsync(cancellation)));
    }

    private static StringContent SigningRequest()
    {
        using var signing = new SvidRequest();
        return new StringContent(new JsonObject { ["csr"] = signing.Pem }.ToJsonString(), Encoding.UTF8, "application/json");
    }

    private HttpMessageInvoker Client(Inventory process, string listener, bool withCertificate)
    {
        var key = $"{process.Process} {listener} {withCertificate}";
        // Several attempts run at once.
        lock (clients)
        {
            if (!clients.TryGetValue(key, out var client))
            {
                client = new HttpMessageInvoker(listener switch
                {
                    "control" or "mesh" or "bootstrap" => MutualTls.CreateHandler(withCertificate && listener != "bootstrap" ? stranger.Svid : null, stranger.Validation, stranger.Options.IdOf(process.AppId)),
                    "browser" => GatewayClient.Handler(Path.Combine(platform.State, "identity", "ca.pem")),
                    _ => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false },
                });
                clients.Add(key, client);
            }
            return client;
        }
    }

    private static HttpRequestMessage Request(Inventory process, Inventory.Route route)
    {
        var path = Parameter().Replace(route.Pattern, match => match.Groups[1].Value switch { "appId" => "records", _ => "x" });
        var method = route.Method == "*" ? "GET" : route.Method;
        return new HttpRequestMessage(new HttpMethod(method), new Uri(process.Url(route.Listener) + path))
        {
            Content = method is "GET" or "DELETE" ? null : new StringContent("{}", Encoding.UTF8, "application/json"),
        };
    }

    private static string NameOf(Inventory process, Inventory.Route route) => $"{process.Process} {route.Method} {route.Pattern}";

    private static string Key(Inventory process, Inventory.Route route) => $"{NameOf(process, route)} {route.Listener}";

    [GeneratedRegex(@"\{\**([A-Za-z]+)[^}]*\}")]
    private static partial Regex Parameter();

    /// <summary>The system's clock, some time ago.</summary>
    private sealed class ClockThen(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
    }
}
