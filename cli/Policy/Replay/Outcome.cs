using System.Text.Json.Nodes;
using Platform.Rego.Values;

namespace Platform.Cli.Policy.Replay;

/// <summary>A decision in the form to compare: what a permit asks for, or why it is a denial. Any document can be a decision: <c>true</c> and an object whose <c>allow</c> is true permit.</summary>
internal static class Outcome
{
    public static Verdict Of(Val decision) => decision switch
    {
        { IsUndefined: true } => new(false, "undefined"),
        { Kind: ValKind.Boolean } => new(decision.IsTrue, ""),
        { Kind: ValKind.Object } when decision["reasons"].Kind == ValKind.Array || decision["obligations"].Kind == ValKind.Object => Verdict.Of(decision),
        { Kind: ValKind.Object } when decision["allow"].IsDefined => new(decision["allow"].IsTrue, Rest(decision)),
        _ => new(false, decision.ToJson()),
    };

    /// <summary>What of a pair is to be told, the new permits first.</summary>
    public static (FlipKind Kind, string Cause) Difference(Verdict before, Verdict after) => (before.Allow, after.Allow) switch
    {
        (false, true) => (FlipKind.DenyToAllow, $"was {Shown(before)}"),
        (true, true) => (FlipKind.OtherObligations, $"{Shown(before)} became {Shown(after)}"),
        (true, false) => (FlipKind.AllowToDeny, $"now {Shown(after)}"),
        _ => (FlipKind.OtherReason, $"{Shown(before)} became {Shown(after)}"),
    };

    /// <summary>Whether the candidate's value is what the log holds, which has no sets and no undefined members.</summary>
    public static bool Same(Val logged, Val now) => logged == now || (logged.IsDefined && now.IsDefined && logged == Val.Parse(now.ToJson()));

    private static string Shown(Verdict verdict) => verdict.Terms.Length > 0 ? verdict.Terms : verdict.Allow ? "a permit without terms" : "a denial without reasons";

    private static string Rest(Val decision)
    {
        var rest = (JsonObject)JsonNode.Parse(decision.ToJson())!;
        rest.Remove("allow");
        return rest.Count == 0 ? "" : rest.ToJsonString();
    }
}
