using Platform.Cli.Demo;
using Platform.Cli.Demo.Breach;
using Platform.Cli.SignIn;

namespace Platform.Cli.Chaos.Load;

/// <summary>One referral: its message and its ids stay the same however often it is sent.</summary>
internal sealed class Submission(string nhsNumber)
{
    private const string Path = "/fhir/$process-message";
    private const int Conflict = 409;
    private readonly Shot shot = DemoReferral.Shot(Path, nhsNumber);

    /// <summary>Sends it once.</summary>
    public async Task<Attempted> SendAsync(HttpClient gateway, PersonaSession person, TimeProvider clock, CancellationToken cancellation)
    {
        var request = shot.To(gateway, person, "POST");
        var at = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        var answer = await Answer.OfAsync(gateway, request, cancellation);
        return new Attempted(at, clock.GetElapsedTime(started), Says(answer), answer.ToString());
    }

    /// <summary>Whether the answer says that the platform has the referral.</summary>
    public static bool Says(Answer answer) =>
        answer.IsSuccess || (answer.Status == Conflict && answer.Body.Contains("\"duplicate\"", StringComparison.Ordinal));
}
