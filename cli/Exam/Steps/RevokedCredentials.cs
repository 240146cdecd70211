using Platform.Cli.Demo;
using Platform.Cli.Demo.Breach;
using Platform.Cli.Exam.Attackers;
using Platform.Cli.SignIn;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Exam.Steps;

/// <summary>Credentials in use when they are revoked: a sign-in, a role, a certificate. And people who would revoke and may not.</summary>
internal static class RevokedCredentials
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static ExamStep Step { get; } = new(
        "E47", "a sign-in, a role and a certificate go on being used after they were revoked; others than an operator revoke", "401 everywhere within 60 s; 403, or a stronger sign-in", ["ID-10", "ID-11"], RunAsync)
    {
        LeavesOut = "a command that is queued meanwhile: the tests of Enforcement do it",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var (platform, people) = (scene.Platform, scene.People);
        var cli = await platform.VisitAsync("cli", cancellation);
        await WrongRevokersAsync(scene, examination, cli, cancellation);

        using var ended = await PersonaSession.SignInAsync(cli, platform.IdentityBrowser, "consultant", cancellation: cancellation);
        using var demoted = await PersonaSession.SignInAsync(cli, platform.IdentityBrowser, "unrelated", cancellation: cancellation);
        using var copied = await OperatorWorkload.BootstrapAsync(platform.State, "notifications", platform.IdentityEndpoint, platform.IdentityBootstrap, cancellation);
        using var thief = new ServiceDoor(platform, "records", copied);
        using var atPolicy = new HttpMessageInvoker(MutualTls.CreateHandler(copied.Svid, copied.Validation, copied.Options.IdOf("policy")));
        var contact = $"{scene.Record}/contact";
        var stolen = await copied.WorkloadTokenAsync("records", cancellation);
        var exchanged = await scene.ExchangedAsync(ended, "records", cancellation);
        var records = await scene.DoorAsync("records", "gateway", cancellation);
        var gateway = await platform.VisitAsync("gateway", cancellation);
        (string What, Func<CancellationToken, Task<Answer>> Send, int Refused)[] uses =
        [
            ("the sign-in at the gateway", cancel => scene.AskAsync(ended, "GET", "/referrals", cancel), 401),
            ("the sign-in at records, exchanged before", cancel => records.AskAsync(exchanged, "GET", scene.Record, cancel), 401),
            ("the sign-in at identity", cancel => TokenRequests.AskAsync(gateway, "referrals", cancel, ended.Token), 400),
            ("the role at the gateway", cancel => scene.AskAsync(demoted, "GET", "/referrals", cancel), 401),
            ("the certificate at records", cancel => thief.AskAsync(stolen, "GET", contact, cancel), 401),
            ("the certificate at identity", cancel => TokenRequests.AskAsync(copied, "records", cancel), 401),
            ("the certificate at the control plane", cancel => Answer.OfAsync(atPolicy, new HttpRequestMessage(HttpMethod.Get, new Uri(platform.Url("policy", "control"), "/bundles/platform")), cancel), 401),
        ];
        foreach (var use in uses)
            examination.RequireAnswered($"{use.What} before", await use.Send(cancellation));

        var role = $"role/consultant:{demoted.Subject}";
        await ChangeAsync(scene, examination, "PUT", $"session/{ended.SessionId}", cancellation);
        await ChangeAsync(scene, examination, "PUT", $"certificate/{copied.Svid.Certificate.SerialNumber}", cancellation);
        await ChangeAsync(scene, examination, "PUT", role, cancellation);
        try
        {
            var started = TimeProvider.System.GetTimestamp();
            foreach (var (what, send, refused) in uses)
            {
                while ((await send(cancellation)).Status != refused && TimeProvider.System.GetElapsedTime(started) < Within)
                    await Task.Delay(Pause, cancellation);
                await examination.TryAsync(what, send, cancellation, refused);
            }
            using var again = await PersonaSession.SignInAsync(cli, platform.IdentityBrowser, "unrelated", cancellation: cancellation);
            await examination.TryAsync("a new sign-in without the role", cancel => scene.AskAsync(again, "GET", "/referrals", cancel), cancellation, 403);
            examination.RequireAnswered("another sign-in of the same clinician", await scene.AskAsync(people.Consultant, "GET", "/referrals", cancellation));
        }
        finally
        {
            await ChangeAsync(scene, examination, "DELETE", role, cancellation);
        }
    }

    private static async Task WrongRevokersAsync(ExamScene scene, Examination examination, OperatorWorkload cli, CancellationToken cancellation)
    {
        using var weak = await PersonaSession.SignInAsync(cli, scene.Platform.IdentityBrowser, "operator", cancellation: cancellation);
        foreach (var method in new[] { "PUT", "DELETE" })
        {
            const string path = "/revocations/user/gp";
            await examination.TryAsync($"{method} as nobody", cancel => scene.AskAsync(null, method, path, cancel), cancellation, 401);
            await examination.TryAsync($"{method} as an operator with a weak sign-in", cancel => scene.AskAsync(weak, method, path, cancel), cancellation, 401);
            foreach (var person in new[] { scene.People.Gp, scene.People.Consultant, scene.People.Auditor, scene.People.Patient })
                await examination.TryAsync($"{method} as {person.Persona}", cancel => scene.AskAsync(person, method, path, cancel), cancellation, 403);
        }
        examination.RequireAnswered("the gp's own call afterwards", await scene.AskAsync(scene.People.Gp, "GET", "/referrals", cancellation));
    }

    private static async Task ChangeAsync(ExamScene scene, Examination examination, string method, string what, CancellationToken cancellation) =>
        examination.RequireAnswered($"{method} of {what.Split('/')[0]} by the operator", await scene.AskAsync(scene.People.Operations, method, $"/revocations/{what}", cancellation));
}
