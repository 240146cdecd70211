using Platform.Rego.Values;

namespace Platform.Cli.Policy;

/// <summary>What was decided, in a form to compare and to read.</summary>
/// <param name="Allow">Whether it is permitted.</param>
/// <param name="Terms">The obligations of a permit; the reasons of a denial.</param>
internal sealed record Verdict(bool Allow, string Terms)
{
    public static Verdict Of(Val decision) => decision["allow"].IsTrue
        ? new Verdict(true, Obligations(decision["obligations"]))
        : new Verdict(false, string.Join(", ", decision["reasons"].Items.ToArray().Select(reason => reason.ToJson().Trim('"'))));

    private static string Obligations(Val obligations)
    {
        var parts = new List<string>();
        foreach (var key in obligations.Keys)
        {
            var value = obligations.Get(key);
            if (value.Kind is not ValKind.Null && value.Count + (value.Kind == ValKind.Boolean ? 1 : 0) > 0 && value.ToJson() != "\"standard\"")
                parts.Add($"{key.AsString()} {value.ToJson()}");
        }

        return string.Join("; ", parts);
    }
}
