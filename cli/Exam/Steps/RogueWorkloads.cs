using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Platform.Cli.Demo.Breach;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Exam.Steps;

/// <summary>A process that would be records: it asks the authority for a certificate with every proof but a real one.</summary>
internal static class RogueWorkloads
{
    public static ExamStep Step { get; } = new(
        "E10", "a signing request for records without, with a used, forged, foreign or expired proof", "no certificate", ["ID-09"], RunAsync)
    {
        LeavesOut = "a rogue daprd: none is on this machine",
    };

    private static async Task RunAsync(ExamScene scene, Examination examination, CancellationToken cancellation)
    {
        var stranger = await scene.Platform.VisitAsync("probe", cancellation);
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var real = ECDsa.Create();
        real.ImportFromPem(await File.ReadAllTextAsync(Path.Combine(scene.Platform.State, "apphost", "proof-key.pem"), cancellation));
        var records = stranger.Options.IdOf("records");
        var used = (await File.ReadAllTextAsync(stranger.Options.ProofFile!, cancellation)).Trim();
        var good = BootstrapProof.Mint(real, records, "records", TimeProvider.System);
        (string What, string Proof)[] proofs =
        [
            ("no proof", ""),
            ("a user's token", scene.People.Consultant.Token),
            ("a used proof", used),
            ("a proof by an own key", BootstrapProof.Mint(own, records, "records", TimeProvider.System)),
            ("a proof for another trust domain", BootstrapProof.Mint(real, SpiffeId.ForWorkload("elsewhere.example", "default", "records"), "records", TimeProvider.System)),
            ("a proof without signature", ServiceCredentials.WithoutAlgorithm(good)),
            ("a proof that was cut", good[..^8]),
        ];
        using var anybody = new HttpMessageInvoker(MutualTls.CreateHandler((Svid?)null, stranger.Validation, stranger.Options.IdOf("identity")));
        var door = new Uri(scene.Platform.IdentityBootstrap, "/bootstrap");
        foreach (var (what, proof) in proofs)
            await examination.TryAsync(what, cancel => Answer.OfAsync(anybody, Request(door, proof), cancel), cancellation, 400, 401, 403);

        // With a certificate of its own it can have a certificate renewed: its own, whatever the request says.
        using var signing = new SvidRequest();
        using var asProbe = new HttpMessageInvoker(MutualTls.CreateHandler(stranger.Svid, stranger.Validation, stranger.Options.IdOf("identity")));
        var control = scene.Platform.IdentityEndpoint;
        foreach (var path in new[] { "/svid", "/server-certificate" })
        {
            var answer = await Answer.OfAsync(asProbe, new Shot(path, new JsonObject { ["csr"] = CsrFor(records) }.ToJsonString()).At(new Uri(control, path), "POST"), cancellation);
            examination.Judge($"{path} for the name of records", !answer.Body.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal), answer.ToString());
            await examination.TryAsync($"{path} without certificate", async cancel =>
                await Answer.OfAsync(anybody, new Shot(path, "{}").At(new Uri(control, path), "POST"), cancel) is { CutOff: true } ? new Answer(401, "", false, null) : new Answer(200, "", false, null),
                cancellation, 401);
        }

        var issued = await Answer.OfAsync(anybody, Request(door, BootstrapProof.Mint(real, stranger.Options.IdOf("probe"), "probe-exam", TimeProvider.System)), cancellation);
        examination.RequireAnswered("a proof of the AppHost", issued);
    }

    private static HttpRequestMessage Request(Uri door, string proof)
    {
        using var signing = new SvidRequest();
        return new HttpRequestMessage(HttpMethod.Post, door)
        {
            Content = new StringContent(new JsonObject { ["proof"] = proof, ["csr"] = signing.Pem }.ToJsonString(), Encoding.UTF8, "application/json"),
        };
    }

    private static string CsrFor(SpiffeId id)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new System.Security.Cryptography.X509Certificates.SubjectAlternativeNameBuilder();
        names.AddUri(new Uri(id.ToString()));
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest($"CN={id.AppId}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSigningRequestPem();
    }
}
