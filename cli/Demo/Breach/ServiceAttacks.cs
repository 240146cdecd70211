using System.Text;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Demo.Breach;

/// <summary>One route of a service: how it is called rightly, and every wrong identity at every door.</summary>
internal sealed class ServiceAttacks : IDisposable
{
    private readonly Recipe recipe;
    private readonly JourneyFacts facts;
    private readonly ServiceCredentials credentials;
    private readonly Uri? app;
    private readonly Uri? sidecar;
    private readonly Uri mesh;
    private readonly string? appToken;
    private readonly HttpMessageInvoker plain = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly HttpMessageInvoker asCaller;
    private readonly HttpMessageInvoker asStranger;
    private readonly HttpMessageInvoker asNobody;

    public ServiceAttacks(PlatformUnderTest platform, Recipe recipe, JourneyFacts facts, ServiceCredentials credentials, OperatorWorkload caller, OperatorWorkload stranger)
    {
        this.recipe = recipe;
        this.facts = facts;
        this.credentials = credentials;
        // A control API has neither a sidecar nor a port for one: mutual TLS is its only door.
        if (platform.Inventories.Any(inventory => inventory.Process == recipe.AppId && inventory.Url("app") is not null))
        {
            app = platform.Url(recipe.AppId, "app");
            sidecar = platform.Url(recipe.AppId + "-dapr", "sidecarApi");
            mesh = platform.Url(recipe.AppId + "-dapr", "mesh");
            appToken = platform.StolenSecret(recipe.AppId, "APP_API_TOKEN");
        }
        else
        {
            mesh = platform.Url(recipe.AppId, "control");
        }

        var callee = caller.Options.IdOf(recipe.AppId);
        asCaller = new HttpMessageInvoker(MutualTls.CreateHandler(caller.Svid, caller.Validation, callee));
        asStranger = new HttpMessageInvoker(MutualTls.CreateHandler(stranger.Svid, stranger.Validation, callee));
        asNobody = new HttpMessageInvoker(MutualTls.CreateHandler((Svid?)null, caller.Validation, callee));
    }

    public string Route => $"{recipe.AppId} {recipe.Method} {recipe.Pattern}";

    private string Door => app is null ? "control" : "mesh";

    /// <summary>The rightful call, over the mesh as the caller's own sidecar would make it.</summary>
    public Task<Answer> CallRightlyAsync(JourneyFacts fresh, CancellationToken cancellation)
    {
        var shot = recipe.Shot(fresh);
        var request = Request(mesh, shot);
        credentials.SignRightly(request, PathOf(shot));
        return Answer.OfAsync(asCaller, request, cancellation);
    }

    public IEnumerable<Attempt> Attempts(Answer right) => IdentityClasses.All.SelectMany(identity => Attempts(identity, right));

    private IEnumerable<Attempt> Attempts(IdentityClass identity, Answer right)
    {
        var harmless = Harmless(identity, right);
        if (app is not null && sidecar is not null)
        {
            // Past the sidecar, without the app's token: refused whoever it is.
            yield return Over("app", identity, [401], token => Answer.OfAsync(plain, Signed(app, identity), token));
            yield return Over("sidecar", identity, [401], token => Answer.OfAsync(plain, Signed(new Uri(sidecar, $"/v1.0/invoke/{recipe.AppId}/method"), identity), token));
        }

        if (app is not null && appToken is not null)
            yield return Over("app+stolen-token", identity, Expected(identity), token => Answer.OfAsync(plain, WithAppToken(Signed(app, identity)), token), harmless);
        yield return identity switch
        {
            IdentityClass.NoToken => new Attempt(Route, Door, identity.Name(), [], true, null, token => Answer.OfAsync(asNobody, Signed(mesh, identity), token)),
            // A sidecar's access control says 403; a control API finds that token, proof and connection are not of one workload.
            IdentityClass.WrongWorkload => Over(Door, identity, app is null ? [401] : [403], token => Answer.OfAsync(asStranger, Signed(mesh, identity), token)),
            _ => Over(Door, identity, Expected(identity), token => Answer.OfAsync(asCaller, Signed(mesh, identity), token), harmless),
        };
    }

    private IReadOnlyList<int> Expected(IdentityClass identity) => identity == IdentityClass.UnrelatedClinician ? recipe.Unrelated : [401];

    private Func<Answer, bool>? Harmless(IdentityClass identity, Answer right) => identity != IdentityClass.UnrelatedClinician ? null
        : recipe.IsConstant ? answer => answer.Status == right.Status && answer.Body == right.Body
        : recipe.ListsNothing ? Recipe.FindsNothing
        : null;

    private Attempt Over(string port, IdentityClass identity, IReadOnlyList<int> expected, Func<CancellationToken, Task<Answer>> send, Func<Answer, bool>? harmless = null) =>
        new(Route, port, identity.Name(), expected, false, harmless, send);

    private HttpRequestMessage Signed(Uri door, IdentityClass identity)
    {
        var shot = recipe.Shot(facts);
        var request = Request(door, shot);
        credentials.Sign(request, PathOf(shot), identity);
        return request;
    }

    private HttpRequestMessage WithAppToken(HttpRequestMessage request)
    {
        request.Headers.Add("dapr-api-token", appToken);
        return request;
    }

    private HttpRequestMessage Request(Uri door, Shot shot) => shot.At(new Uri(door.AbsoluteUri.TrimEnd('/') + shot.Path), recipe.Method);

    private static string PathOf(Shot shot) => shot.Path.Split('?')[0];

    public void Dispose()
    {
        plain.Dispose();
        asCaller.Dispose();
        asStranger.Dispose();
        asNobody.Dispose();
    }
}
