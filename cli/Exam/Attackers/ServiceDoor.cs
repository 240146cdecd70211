using System.Net.Http.Headers;
using Platform.Cli.Demo;
using Platform.Cli.Demo.Breach;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Exam.Attackers;

/// <summary>The door of a service, with a workload of the platform before it: what is said about the user is the attack's own business.</summary>
internal sealed class ServiceDoor : IDisposable
{
    private static readonly ProofOfPossession Proofs = new(TimeProvider.System);
    private readonly HttpMessageInvoker client;
    private readonly Uri door;
    private readonly string appId;

    public ServiceDoor(PlatformUnderTest platform, string appId, OperatorWorkload caller)
    {
        this.appId = appId;
        Caller = caller;
        var hasSidecar = platform.Inventories.Any(inventory => inventory.Process == appId && inventory.Url("app") is not null);
        door = hasSidecar ? platform.Url(appId + "-dapr", "mesh") : platform.Url(appId, "control");
        client = new HttpMessageInvoker(MutualTls.CreateHandler(caller.Svid, caller.Validation, caller.Options.IdOf(appId)));
    }

    public OperatorWorkload Caller { get; }

    /// <summary>A proof by the key of a token, for one call of this service.</summary>
    public string Prove(BoundToken token, string method, string path) => Proofs.Create(token, method, appId, path.Split('?')[0]);

    /// <summary>A call with a token as it should be used.</summary>
    public Task<Answer> AskAsync(BoundToken token, string method, string path, CancellationToken cancellation, string? body = null) =>
        AskAsync(token.Value, Prove(token, method, path), method, path, cancellation, body);

    /// <summary>A call with whatever is said to be a token and a proof; null leaves either out.</summary>
    public Task<Answer> AskAsync(
        string? token, string? proof, string method, string path, CancellationToken cancellation, string? body = null, params (string Name, string Value)[] headers)
    {
        var request = new Shot(path, body).At(new Uri(door, path), method);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("DPoP", token);
        if (proof is not null)
            request.Headers.TryAddWithoutValidation("DPoP", proof);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Answer.OfAsync(client, request, cancellation);
    }

    public void Dispose() => client.Dispose();
}
