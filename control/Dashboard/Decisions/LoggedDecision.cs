using System.Text.Json;

namespace Platform.Dashboard.Decisions;

/// <summary>A decision as the log tells it: ids of people are pseudonyms.</summary>
/// <param name="Sequence">Grows with time; a page goes on before one.</param>
/// <param name="DecisionId">32 hexadecimal digits.</param>
/// <param name="Service">Who decided.</param>
/// <param name="Time">When.</param>
/// <param name="Action">For example <c>records.note.read</c>.</param>
/// <param name="Outcome"><c>permit</c> or <c>deny</c>.</param>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="Revision">By which policies.</param>
/// <param name="Event">The event in the shape of OPA's decision logs.</param>
internal sealed record LoggedDecision(
    long Sequence, string DecisionId, string Service, DateTimeOffset Time, string Action, string Outcome, string TraceId, string Revision, JsonElement Event)
{
    private static readonly JsonSerializerOptions s_indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public bool IsDenial => Outcome != "permit";

    public string Tone => IsDenial ? "bad" : "good";

    /// <summary>The codes of a denial, or what kept the enforcement point from asking.</summary>
    public string Reasons => Text("error") is { Length: > 0 } error ? error : Texts("result", "reasons");

    /// <summary>Who asked: roles and organisation.</summary>
    public string Subject => At("input", "subject") is { ValueKind: JsonValueKind.Object } subject && subject.TryGetProperty("organisation", out var organisation)
        ? $"{Texts("input", "subject", "roles")} of {organisation}"
        : "nobody: the workload itself";

    /// <summary>The calling workload.</summary>
    public string Actor => Text("input", "actor", "id");

    /// <summary>What it was about: type and id.</summary>
    public string Resource => $"{Text("input", "resource", "type")} {Text("input", "resource", "id")}".Trim();

    public string Purpose => Text("input", "purpose");

    /// <summary>The whole input, indented; empty if it was not kept.</summary>
    public string Input => At("input") is { ValueKind: JsonValueKind.Object } input ? JsonSerializer.Serialize(input, s_indented) : "";

    private string Text(params string[] path) => At(path) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    private string Texts(params string[] path) =>
        At(path) is { ValueKind: JsonValueKind.Array } list ? string.Join(", ", list.EnumerateArray().Select(item => item.ToString())) : "";

    private JsonElement? At(params string[] path)
    {
        var at = Event;
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
            {
                return null;
            }
        }

        return at;
    }
}

/// <summary>A page of decisions, newest first.</summary>
/// <param name="Items">The decisions.</param>
/// <param name="Next">Where older ones go on, or null.</param>
/// <param name="Lost">How many were never logged.</param>
internal sealed record DecisionLogPage(IReadOnlyList<LoggedDecision> Items, long? Next, long Lost);
