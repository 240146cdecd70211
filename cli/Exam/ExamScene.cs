using Platform.Cli.Demo;
using Platform.Cli.Demo.Breach;
using Platform.Cli.Exam.Attackers;
using Platform.Cli.SignIn;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Exam;

/// <summary>The platform that is examined, with people signed in and a referral made, so that there is something to be after.</summary>
internal sealed class ExamScene : IDisposable
{
    private readonly Dictionary<(string, string), ServiceDoor> doors = [];

    private ExamScene(PlatformUnderTest platform, People people, HttpClient gateway, JourneyFacts facts)
    {
        Platform = platform;
        People = people;
        Gateway = gateway;
        Facts = facts;
        Mint = new TokenMint(platform.State);
    }

    public PlatformUnderTest Platform { get; }
    public People People { get; }
    public HttpClient Gateway { get; }
    public JourneyFacts Facts { get; }

    /// <summary>What must not have happened in the journey and did; the exam goes on, so that it can tell more.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Writes tokens as the issuer would, except for what is wrong with them.</summary>
    public TokenMint Mint { get; }

    /// <summary>The patient's record, which is what most attacks are after.</summary>
    public string Record => $"/patients/{Facts.PatientId}";

    /// <summary>Plays the journey once.</summary>
    /// <exception cref="DemoException">A right call is not answered, so that nothing would be proven by refusals.</exception>
    public static async Task<ExamScene> PrepareAsync(PlatformUnderTest platform, Story story, CancellationToken cancellation)
    {
        var people = await People.SignInAsync(platform, cancellation);
        var gateway = GatewayClient.Create(platform.Gateway, Path.Combine(platform.State, "identity", "ca.pem"));
        try
        {
            var journey = new Journey(gateway, people, story);
            var facts = await journey.PlayAsync(cancellation);
            return new ExamScene(platform, people, gateway, facts) { Problems = journey.Problems };
        }
        catch
        {
            people.Dispose();
            gateway.Dispose();
            throw;
        }
    }

    /// <summary>The door of a service as one of its callers finds it: over its sidecar's mesh listener, or its control listener.</summary>
    public async Task<ServiceDoor> DoorAsync(string appId, string caller, CancellationToken cancellation)
    {
        var workload = await Platform.VisitAsync(caller, cancellation);
        lock (doors)
        {
            if (!doors.TryGetValue((appId, caller), out var door))
                doors.Add((appId, caller), door = new ServiceDoor(Platform, appId, workload));
            return door;
        }
    }

    /// <summary>A person's token for a service, with the gateway as actor.</summary>
    public async Task<BoundToken> ExchangedAsync(PersonaSession person, string audience, CancellationToken cancellation) =>
        await (await Platform.VisitAsync("gateway", cancellation)).ExchangeAsync(person.Token, audience, cancellation);

    /// <summary>A call to the gateway as a person, or as nobody.</summary>
    public Task<Answer> AskAsync(
        PersonaSession? person, string method, string path, CancellationToken cancellation, string? body = null, params (string Name, string Value)[] headers)
    {
        var shot = new Shot(path, body);
        var request = shot.At(new Uri(Platform.Gateway, path), method);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        person?.Sign(request);
        return Answer.OfAsync(Gateway, request, cancellation);
    }

    public void Dispose()
    {
        foreach (var door in doors.Values)
            door.Dispose();
        Mint.Dispose();
        Gateway.Dispose();
        People.Dispose();
    }
}
