using System.Collections.Frozen;

namespace Platform.Identity.Tokens;

/// <summary>Which workload may get a token for which other one. A call that is not listed cannot be made, whatever a policy says.</summary>
public static class CallGrants
{
    private static readonly string[] s_edges = ["gateway", "dashboard"];

    private static readonly FrozenDictionary<string, string[]> s_callees = new Dictionary<string, string[]>
    {
        ["gateway"] = ["referrals", "records", "notifications", "ledger", "policy", "identity"],
        ["dashboard"] = ["ledger", "policy", "notifications"],
        ["referrals"] = ["records"],
        ["notifications"] = ["records"],
    }.ToFrozenDictionary();

    /// <summary>True for those that people sign in at: they come with a user's own token, everybody else with one that was exchanged.</summary>
    public static bool IsEdge(string appId) => s_edges.Contains(appId);

    /// <summary>True when the caller may ask for a token for the audience.</summary>
    public static bool Allows(string callerAppId, string audience) => s_callees.TryGetValue(callerAppId, out var callees) && callees.Contains(audience);
}
