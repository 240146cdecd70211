using Platform.Cli.Demo;
using Platform.Cli.Demo.Breach;
using Platform.WorkloadIdentity;

namespace Platform.Cli.Exam.Attackers;

/// <summary>Asks Identity for a token as a workload.</summary>
internal static class TokenRequests
{
    /// <summary>For the workload itself, or for a user whose token it has.</summary>
    public static async Task<Answer> AskAsync(OperatorWorkload workload, string audience, CancellationToken cancellation, string? userToken = null)
    {
        using var client = new HttpMessageInvoker(MutualTls.CreateHandler(workload.Svid, workload.Validation, workload.Options.IdOf("identity")));
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = userToken is null ? "client_credentials" : "urn:ietf:params:oauth:grant-type:token-exchange",
            ["audience"] = audience,
        };
        if (userToken is not null)
            form["subject_token"] = userToken;
        return await Answer.OfAsync(client, new HttpRequestMessage(HttpMethod.Post, new Uri(workload.Options.Endpoint!, "/token")) { Content = new FormUrlEncodedContent(form) }, cancellation);
    }
}
