using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Cli.SignIn;

namespace Platform.Cli.Demo.Breach;

/// <summary>The gateway's bound routes, attacked as a script would; and what needs no more than the front door: forged headers and enumeration.</summary>
internal sealed class GatewayAttacks : IDisposable
{
    private const int NumbersTried = 200;
    private const string FhirPrefix = "/fhir";

    // Who the callers say they are, in the spellings that proxies and sidecars have been known to believe.
    private static readonly (string Name, string Value)[] Forged =
    [
        ("dapr-caller-app-id", "gateway"), ("Dapr-Caller-App-Id", "records"), ("DAPR-CALLER-APP-ID", "referrals"), ("dapr-caller-namespace", "default"),
        ("dapr-app-id", "records"), ("x-forwarded-client-cert", "URI=spiffe://platform.local/ns/default/gateway"), ("X-User-Id", "consultant"),
        ("x-user-roles", "consultant"), ("X-Forwarded-User", "consultant"), ("x-ms-client-principal", "eyJ1c2VySWQiOiJjb25zdWx0YW50In0="), ("X-Original-Url", "/health"),
        ("baggage", "role=consultant,ods=RXX01"),
    ];

    private readonly PlatformUnderTest platform;
    private readonly JourneyFacts facts;
    private readonly PersonaSession unrelated;
    private readonly HttpClient client;
    private readonly IReadOnlyList<(Inventory.Route Route, Recipe? Recipe)> routes;
    private readonly Dictionary<string, GatewayCredentials> credentials;
    private readonly Dictionary<string, Answer> right = [];

    private GatewayAttacks(PlatformUnderTest platform, JourneyFacts facts, PersonaSession unrelated, Dictionary<string, GatewayCredentials> credentials)
    {
        this.platform = platform;
        this.facts = facts;
        this.unrelated = unrelated;
        this.credentials = credentials;
        client = GatewayClient.Create(platform.Gateway, Path.Combine(platform.State, "identity", "ca.pem"));
        routes = [.. platform.Inventories.Single(inventory => inventory.Process == "gateway").Routes
            .Where(route => route is { Listener: "browser", Label: "policy" })
            .Select(route => (route, Recipes.All.FirstOrDefault(recipe => recipe.Caller == "gateway" && recipe.Method == route.Method && recipe.Pattern == Inner(route.Pattern))))];
    }

    public static async Task<GatewayAttacks> PrepareAsync(
        PlatformUnderTest platform, JourneyFacts facts, IReadOnlyList<PersonaSession> people, PersonaSession unrelated, CancellationToken cancellation)
    {
        var gateway = await platform.VisitAsync("gateway", cancellation);
        var cli = await platform.VisitAsync("cli", cancellation);
        var credentials = new Dictionary<string, GatewayCredentials>();
        foreach (var person in people)
        {
            credentials[person.Persona] = new GatewayCredentials(
                person,
                await PersonaSession.SignInAsync(cli, platform.IdentityBrowser, person.Persona, lifetimeSeconds: 1, cancellation: cancellation),
                unrelated,
                await gateway.ExchangeAsync(person.Token, "records", cancellation));
        }
        return new GatewayAttacks(platform, facts, unrelated, credentials);
    }

    public async Task BaselineAsync(BreachRun run, CancellationToken cancellation)
    {
        foreach (var (route, recipe) in routes)
        {
            if (recipe is null)
            {
                run.Add(BreachCampaign.Unknown(NameOf(route), "browser"));
                continue;
            }
            var shot = recipe.Shot(facts);
            var request = Request(route, shot);
            credentials[recipe.Persona].Right.Sign(request);
            var answer = right[NameOf(route)] = await Answer.OfAsync(client, request, cancellation);
            if (answer.Status is not (>= 200 and < 300 or 409))
                run.Add(BreachCampaign.NotAnswered(NameOf(route), "browser", "before", answer));
        }
    }

    public IEnumerable<Attempt> Attempts() =>
        from pair in routes
        where pair.Recipe is not null
        from identity in IdentityClasses.All
        select new Attempt(NameOf(pair.Route), "browser", identity.Name(), Expected(pair.Recipe, identity), false, Harmless(pair.Route, pair.Recipe, identity), token =>
        {
            var shot = pair.Recipe.Shot(facts);
            var request = Request(pair.Route, shot);
            credentials[pair.Recipe.Persona].Sign(request, Prefix(pair.Route) + shot.Path.Split('?')[0], identity);
            return Answer.OfAsync(client, request, token);
        });

    /// <summary>The patient's record, with claims in headers: as nobody, and as the unrelated clinician.</summary>
    public IEnumerable<Attempt> ForgedHeaders()
    {
        var path = $"/patients/{facts.PatientId}";
        foreach (var (name, value) in Forged)
        {
            yield return Forge("noToken", [401, 400], null);
            yield return Forge("unrelatedClinician", [404, 400], unrelated);

            Attempt Forge(string identity, int[] expected, PersonaSession? person) =>
                new("gateway GET /patients/{id}", "browser", $"{identity} with {name}", expected, false, null, token =>
                {
                    var request = new HttpRequestMessage(HttpMethod.Get, new Uri(platform.Gateway, path));
                    request.Headers.TryAddWithoutValidation(name, [value, value]);
                    person?.Sign(request);
                    return Answer.OfAsync(client, request, token);
                });
        }
    }

    /// <summary>A clinician with a valid sign-in walks numbers that exist; each search must find nothing, or be throttled.</summary>
    public IEnumerable<Attempt> Enumeration() => Numbers().Take(NumbersTried).Select((number, at) =>
        // A number that exists belongs in no log.
        new Attempt("gateway POST /patients/search", "browser", string.Create(CultureInfo.InvariantCulture, $"unrelatedClinician, search {at + 1}"), [429], false, Recipe.FindsNothing, token =>
        {
            var request = new HttpRequestMessage(HttpMethod.Post, new Uri(platform.Gateway, "/patients/search"))
            {
                Content = new StringContent(new JsonObject { ["nhsNumber"] = number }.ToJsonString(), Encoding.UTF8, "application/json"),
            };
            unrelated.Sign(request);
            return Answer.OfAsync(client, request, token);
        }));

    public void Dispose()
    {
        client.Dispose();
        foreach (var known in credentials.Values)
            known.Expired.Dispose();
    }

    private static int[] Expected(Recipe recipe, IdentityClass identity) => identity == IdentityClass.UnrelatedClinician ? recipe.Unrelated : [401];

    private Func<Answer, bool>? Harmless(Inventory.Route route, Recipe recipe, IdentityClass identity) => identity != IdentityClass.UnrelatedClinician ? null
        : recipe.ListsNothing ? Recipe.FindsNothing
        : recipe.IsConstant ? answer => answer.Status == right[NameOf(route)].Status && answer.Body == right[NameOf(route)].Body
        : null;

    private HttpRequestMessage Request(Inventory.Route route, Shot shot) => shot.At(new Uri(platform.Gateway, Prefix(route) + shot.Path), route.Method);

    private static string NameOf(Inventory.Route route) => $"gateway {route.Method} {route.Pattern}";

    private static string Prefix(Inventory.Route route) => route.Pattern.StartsWith(FhirPrefix + "/", StringComparison.Ordinal) ? FhirPrefix : "";

    private static string Inner(string pattern) => pattern.StartsWith(FhirPrefix + "/", StringComparison.Ordinal) ? pattern[FhirPrefix.Length..] : pattern;

    // The synthetic population has these numbers: the range 999 with right check digits, in steps of 83.
    private static IEnumerable<string> Numbers()
    {
        for (var stem = 999_000_001; stem < 1_000_000_000; stem += 83)
        {
            var digits = stem.ToString(CultureInfo.InvariantCulture);
            var check = 11 - digits.Select((digit, index) => (digit - '0') * (10 - index)).Sum() % 11;
            if (check != 10)
                yield return digits + (check == 11 ? 0 : check).ToString(CultureInfo.InvariantCulture);
        }
    }
}
