using System.Text;
using System.Text.RegularExpressions;
using Platform.Cli.Demo;
using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Probe;

/// <summary>Calls every route of the running processes for which a policy decides, as nobody: no token, no certificate.</summary>
internal static partial class AnonymousProbe
{
    private static readonly string Identity = IdentityClass.NoToken.Name();

    public static async Task<IReadOnlyList<ProbedCall>> RunAsync(HttpMessageInvoker client, IReadOnlyList<Inventory> inventories, CancellationToken cancellation)
    {
        var calls = new List<ProbedCall>();
        foreach (var inventory in inventories)
        {
            foreach (var route in inventory.Routes.Where(route => route.Label == "policy"))
            {
                var operation = $"{inventory.Process} {route.Method} {route.Pattern} on {route.Listener}";
                if (inventory.Url(route.Listener) is not { } door)
                {
                    calls.Add(new ProbedCall(operation, Identity, "unclear"));
                    continue;
                }
                var request = new HttpRequestMessage(new HttpMethod(route.Method), door + Parameter().Replace(route.Pattern, "00000000-0000-4000-8000-000000000000"));
                if (route.Method is not ("GET" or "HEAD"))
                    request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                calls.Add(new ProbedCall(operation, Identity, Outcome(await Answer.OfAsync(client, request, cancellation))));
            }
        }
        return calls;
    }

    // A connection that is cut for want of a certificate is a refusal; so is a process that is down, but that proves no closed door.
    private static string Outcome(Answer answer) => answer switch
    {
        { IsSuccess: true } => "open",
        { CutOff: true } or { Status: 401 or 403 } => "refused",
        _ => "unclear",
    };

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
