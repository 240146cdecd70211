using System.Text.Json.Nodes;

namespace Platform.Cli.Chaos.Load;

/// <summary>The patients who are referred: several of the practice, so that no record grows out of proportion.</summary>
internal sealed record Patients(IReadOnlyList<Patients.Patient> All)
{
    private const int Wanted = 40;

    /// <summary>Whom a referral of the load is about.</summary>
    public Patient PatientOf(int referral) => All[referral % All.Count];

    public string NhsNumberOf(int referral) => PatientOf(referral).NhsNumber;

    /// <exception cref="ChaosException">The practice has no patient with a number.</exception>
    public static async Task<Patients> OfAsync(Person gp, CancellationToken cancellation)
    {
        var page = await gp.ReadAsync("POST", "/patients/search", cancellation, new JsonObject());
        var patients = new List<Patient>();
        foreach (var id in page["items"]!.AsArray().Select(item => (string)item!["id"]!).Take(Wanted))
        {
            var record = await gp.ReadAsync("GET", $"/patients/{id}", cancellation);
            if ((string?)record["nhsNumber"] is { } number && (string?)record["nhsNumberStatus"] == "verified")
                patients.Add(new Patient(id, number));
        }
        return patients.Count > 0 ? new Patients(patients) : throw new ChaosException("the practice has no patient with a verified NHS number");
    }

    internal sealed record Patient(string Id, string NhsNumber);
}
