using System.Net.Http.Headers;
using System.Security.Cryptography;
using Platform.Cli.Demo.Breach;
using Platform.Cli.SignIn;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Exam.Attackers;

/// <summary>A call to the gateway with a token and a proof that need not be each other's.</summary>
internal static class EdgeCall
{
    private static readonly ProofOfPossession Proofs = new(TimeProvider.System);

    /// <summary>With a proof by the person's key over just this token.</summary>
    public static Task<Answer> AskAsync(ExamScene scene, PersonaSession person, string token, string path, CancellationToken cancellation) =>
        SendAsync(scene, token, Prove(person.Key, token, "GET", path), path, cancellation);

    /// <summary>A proof by some key.</summary>
    public static string Prove(ECDsa key, string? token, string method, string path, string audience = "gateway") =>
        Proofs.Create(key, token, method, ProofOfPossession.Target(audience, path.Split('?')[0]));

    /// <summary>With whatever is said to be a proof; null leaves it out.</summary>
    public static Task<Answer> SendAsync(
        ExamScene scene, string token, string? proof, string path, CancellationToken cancellation, string method = "GET", string scheme = "DPoP")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(scene.Platform.Gateway, path));
        request.Headers.Authorization = new AuthenticationHeaderValue(scheme, token);
        if (proof is not null)
            request.Headers.TryAddWithoutValidation("DPoP", proof);
        return Answer.OfAsync(scene.Gateway, request, cancellation);
    }
}
