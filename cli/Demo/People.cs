using Platform.Cli.SignIn;

namespace Platform.Cli.Demo;

/// <summary>Who plays in the demo, signed in.</summary>
internal sealed record People(
    PersonaSession Gp,
    PersonaSession Consultant,
    PersonaSession Nurse,
    PersonaSession Booking,
    PersonaSession Patient,
    PersonaSession Auditor,
    PersonaSession Operations,
    PersonaSession Unrelated) : IDisposable
{
    public static async Task<People> SignInAsync(PlatformUnderTest platform, CancellationToken cancellation)
    {
        var cli = await platform.VisitAsync("cli", cancellation);
        return new People(
            await InAsync("gp"), await InAsync("consultant"), await InAsync("triage-nurse"), await InAsync("booking-admin"), await InAsync("patient"),
            await InAsync("auditor"), await InAsync("operator", "aal3"), await InAsync("unrelated"));

        Task<PersonaSession> InAsync(string persona, string acr = "aal2") =>
            PersonaSession.SignInAsync(cli, platform.IdentityBrowser, persona, acr, cancellation: cancellation);
    }

    public void Dispose()
    {
        foreach (var person in new[] { Gp, Consultant, Nurse, Booking, Patient, Auditor, Operations, Unrelated })
            person.Dispose();
    }
}
