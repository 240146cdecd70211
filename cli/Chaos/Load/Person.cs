using System.Text.Json.Nodes;
using Platform.Cli.Demo;
using Platform.Cli.Demo.Breach;
using Platform.Cli.SignIn;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Chaos.Load;

/// <summary>A persona at the gateway who signs in again before the token ends, and who goes on with the old one while Identity is down.</summary>
internal sealed class Person(PlatformUnderTest platform, OperatorWorkload cli, HttpClient gateway, string persona, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly List<PersonaSession> sessions = [];
    private long since;

    /// <summary>The session of the moment.</summary>
    public async Task<PersonaSession> SessionAsync(CancellationToken cancellation)
    {
        if (sessions.Count > 0 && clock.GetElapsedTime(Volatile.Read(ref since)) < Renewal)
            return sessions[^1];
        await one.WaitAsync(cancellation);
        try
        {
            if (sessions.Count == 0 || clock.GetElapsedTime(since) >= Renewal)
            {
                sessions.Add(await PersonaSession.SignInAsync(cli, platform.IdentityBrowser, persona, cancellation: cancellation));
                Volatile.Write(ref since, clock.GetTimestamp());
            }
        }
        catch (Exception unavailable) when (sessions.Count > 0 && !cancellation.IsCancellationRequested
            && unavailable is HttpRequestException or SignInException or SvidUnavailableException or OperationCanceledException)
        {
            // Identity is what is being broken just now; the token has minutes left.
        }
        finally
        {
            one.Release();
        }
        return sessions[^1];
    }

    /// <summary>Asks once.</summary>
    public async Task<Answer> AskAsync(string method, string path, CancellationToken cancellation, JsonNode? body = null)
    {
        var shot = body is null ? new Shot(path) : Shot.Json(path, body);
        var request = shot.To(gateway, await SessionAsync(cancellation), method);
        return await Answer.OfAsync(gateway, request, cancellation);
    }

    /// <summary>Asks until it is answered with 200.</summary>
    /// <exception cref="ChaosException">It was not, within a minute.</exception>
    public async Task<JsonNode> ReadAsync(string method, string path, CancellationToken cancellation, JsonNode? body = null)
    {
        JsonNode? read = null;
        var last = "nothing";
        await Until.TrueAsync(
            async () =>
            {
                var answer = await AskAsync(method, path, cancellation, body?.DeepClone());
                last = answer.ToString();
                read = answer.Status == 200 ? JsonNode.Parse(answer.Body) : null;
                return read is not null;
            },
            $"{persona} is answered {method} {path.Split('?')[0]}", () => last, Patience, clock, cancellation);
        return read!;
    }

    /// <summary>All items of a list, page by page, until <paramref name="enough"/> says so.</summary>
    public async Task<IReadOnlyList<JsonNode>> ListAsync(string path, CancellationToken cancellation, Func<IReadOnlyList<JsonNode>, bool>? enough = null)
    {
        var items = new List<JsonNode>();
        string? after = null;
        do
        {
            var page = await ReadAsync("GET", after is null ? path : $"{path}?after={Uri.EscapeDataString(after)}", cancellation);
            var fresh = page["items"]!.AsArray().OfType<JsonNode>().ToList();
            items.AddRange(fresh);
            if (enough?.Invoke(fresh) == true)
                break;
            after = (string?)page["next"];
        }
        while (after is not null);
        return items;
    }

    public void Dispose()
    {
        sessions.ForEach(session => session.Dispose());
        one.Dispose();
    }
}
