using System.Net;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Platform.Cli.Demo.Breach;

namespace Platform.Cli.Probe;

/// <param name="Operation">For example <c>GET /items/{id}</c>.</param>
/// <param name="Outcome"><c>refused</c>, <c>open</c> (2xx), <c>reached</c> (answered before anybody was asked who is calling), <c>public</c>, <c>notTried</c> or <c>unanswered</c>.</param>
/// <param name="Status">Of the answer, or null.</param>
internal sealed record ProbedOperation(string Operation, string Outcome, int? Status)
{
    /// <summary>Whether it was not shown to be closed.</summary>
    [JsonIgnore]
    public bool IsOpen => Outcome is "open" or "reached" or "unanswered";

    public override string ToString() => $"{Operation}: {Outcome}{(Status is { } status ? $" ({status})" : "")}";
}

/// <summary>Calls an operation as nobody.</summary>
internal static partial class ApiProbe
{
    public static async Task<ProbedOperation> CallAsync(HttpClient client, Uri address, ApiOperation operation, bool writes, IReadOnlyList<string> open, CancellationToken cancellation)
    {
        if (open.Contains(operation.Name))
            return new ProbedOperation(operation.Name, "public", null);
        if (!operation.IsRead && !writes)
            return new ProbedOperation(operation.Name, "notTried", null);
        var path = Parameter().Replace(operation.Path, match => Value(operation, match.Groups[1].Value));
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), new Uri(Folder(address), path.TrimStart('/')));
        if (!operation.IsRead)
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        var answer = await Answer.OfAsync(client, request, cancellation);
        return new ProbedOperation(operation.Name, Outcome(answer), answer.Status);
    }

    /// <summary>The address with a slash at its end, so that paths are taken relative to it.</summary>
    public static Uri Folder(Uri address) => address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");

    private static string Outcome(Answer answer) => answer.Status switch
    {
        null => "unanswered",
        (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden => "refused",
        >= 200 and < 300 => "open",
        _ => "reached",
    };

    // What is read may as well be there; what is written or deleted must not be somebody's.
    private static string Value(ApiOperation operation, string parameter) => operation.Types.GetValueOrDefault(parameter) switch
    {
        "integer" or "int32" or "int64" or "number" => operation.IsRead ? "1" : "2147483647",
        "uuid" => "00000000-0000-4000-8000-000000000000",
        _ => operation.IsRead ? "1" : "no-such-thing",
    };

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Parameter();
}
