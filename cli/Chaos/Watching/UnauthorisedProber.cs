using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Cli.Chaos.Load;
using Platform.Cli.Demo;
using Platform.Cli.Demo.Breach;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Chaos.Watching;

/// <summary>
/// Asks, all the time, what must never be answered: as nobody, with a token for another service, as a clinician who has nothing to do with the patient.
/// An answer with data is a breach, whatever is broken just then; anything else is not.
/// </summary>
internal sealed class UnauthorisedProber(PlatformUnderTest platform, HttpClient gateway, Person gp, Person unrelated, string patientId, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly ProofOfPossession Proofs = new(TimeProvider.System);
    private readonly HttpClient direct = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly string? appToken = platform.StolenSecret("records", "APP_API_TOKEN");
    private readonly ConcurrentDictionary<string, int> breaches = [];
    private long asked;

    public Invariant Invariant => new(
        "no unauthorised answer", breaches.IsEmpty && asked > 0,
        $"{asked} asked, {breaches.Values.Sum()} answered" + string.Concat(breaches.Select(breach => $"; {breach.Key} ({breach.Value}×)")));

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var path = $"/patients/{patientId}";
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await AskAsync("anonymous GET gateway /patients/{id}", AnonymousAsync(path, cancellation));
                await AskAsync("anonymous GET gateway /messages", AnonymousAsync("/messages", cancellation));
                await AskAsync("unrelated clinician GET gateway /patients/{id}", unrelated.AskAsync("GET", path, cancellation));
                await AskAsync("unrelated clinician GET gateway /patients/{id}/notes", unrelated.AskAsync("GET", path + "/notes", cancellation));
                await AskAsync("unrelated clinician GET gateway /referrals", unrelated.AskAsync("GET", "/referrals", cancellation));
                await AskAsync("app token alone GET records /patients/{id}", DirectAsync(path, null, cancellation));
                if (await ElsewhereAsync(cancellation) is { } token)
                    await AskAsync("wrong audience GET records /patients/{id}", DirectAsync(path, token, cancellation));
                await Task.Delay(Pause, clock, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Whether an answer gave something away: success, and not merely an empty list.</summary>
    public static bool IsBreach(Answer answer) => answer.IsSuccess && !IsEmptyList(answer.Body);

    public void Dispose() => direct.Dispose();

    private async Task AskAsync(string probe, Task<Answer> asking)
    {
        var answer = await asking;
        Interlocked.Increment(ref asked);
        if (IsBreach(answer))
            breaches.AddOrUpdate(probe, 1, (_, before) => before + 1);
    }

    private Task<Answer> AnonymousAsync(string path, CancellationToken cancellation) =>
        Answer.OfAsync(gateway, new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.BaseAddress!, path)), cancellation);

    // Past gateway and sidecar, with the secret that a thief on the machine would find, so that records' own defence is asked.
    private Task<Answer> DirectAsync(string path, BoundToken? token, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(platform.Url("records", "app"), path));
        if (appToken is not null)
            request.Headers.Add("dapr-api-token", appToken);
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + token.Value);
            request.Headers.Add("DPoP", Proofs.Create(token, "GET", "records", path));
        }
        return Answer.OfAsync(direct, request, cancellation);
    }

    // A good token of a related person, for referrals; null while Identity cannot make one.
    private async Task<BoundToken?> ElsewhereAsync(CancellationToken cancellation)
    {
        try
        {
            var visit = await platform.VisitAsync("gateway", cancellation);
            return await visit.ExchangeAsync((await gp.SessionAsync(cancellation)).Token, "referrals", cancellation);
        }
        catch (Exception unavailable) when (unavailable is HttpRequestException or TokenUnavailableException or SvidUnavailableException)
        {
            return null;
        }
    }

    private static bool IsEmptyList(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject page && page["items"] is JsonArray { Count: 0 };
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
