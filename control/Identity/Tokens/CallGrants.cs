using System.Collections.Frozen;

namespace Platform.Identity.Tokens;

/// <summary>Which workload may get a token for which other one. A call that is not listed cannot be made, whatever a policy says.</summary>
public static class CallGrants
{
    /// <summary>The audience of a user's own token, which only the gateway takes.</summary>
    public const string Edge = "gateway";

    private static readonly FrozenDictionary<string, string[]> s_callees = new Dictionary<string, string[]>
    {
        ["gateway"] = ["referrals", "records", "notifications", "ledger"],
        ["referrals"] = ["records"],
        ["notifications"] = ["records"],
    }.ToFrozenDictionary();

    /// <summary>True when the caller may ask for a token for the audience.</summary>
    public static bool Allows(string callerAppId, string audience) => s_callees.TryGetValue(callerAppId, out var callees) && callees.Contains(audience);
}
