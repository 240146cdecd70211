using System.Text.RegularExpressions;
using Platform.Dashboard.Callers;
using Platform.Dashboard.Resources;

namespace Platform.Dashboard.Policies;

/// <summary>Asks the control plane what is published, on behalf of the person who looks.</summary>
internal sealed partial class PublishedPolicies(VisitorCalls calls)
{
    private const string Plane = "policy";

    /// <summary>All of it, or null when this person is told nothing.</summary>
    public Task<PolicyOverview?> ListAsync(Visitor visitor, CancellationToken cancellation) => calls.ReadAsync<PolicyOverview>(visitor, Plane, "/policies", cancellation);

    /// <summary>One policy, or null when none of this name is published.</summary>
    public async Task<PolicySource?> ReadAsync(Visitor visitor, string file, CancellationToken cancellation) =>
        Form().IsMatch(file) ? await calls.ReadAsync<PolicySource>(visitor, Plane, $"/policies/source?file={file}", cancellation) : null;

    [GeneratedRegex(@"^[a-z0-9_]+(/[a-z0-9_]+){0,8}\.rego$")]
    private static partial Regex Form();
}
