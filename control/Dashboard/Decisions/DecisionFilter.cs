using System.Globalization;
using System.Text.RegularExpressions;
using Platform.Dashboard.Pages;

namespace Platform.Dashboard.Decisions;

/// <summary>Which decisions a person wants to see. What is not well formed is not asked for.</summary>
/// <param name="Outcome"><c>deny</c>, <c>permit</c> or nothing.</param>
/// <param name="Service">A process, <c>all</c>, or nothing: all but the dashboard, whose own pages would fill the list that somebody looks at.</param>
/// <param name="Action">An action, or nothing.</param>
/// <param name="Trace">A trace, or nothing.</param>
/// <param name="Before">Older than this sequence, or nothing.</param>
internal sealed partial record DecisionFilter(string Outcome, string Service, string Action, string Trace, string Before)
{
    private const int PageSize = 25;

    public static DecisionFilter Of(PageRequest request) => new(
        request.Query("outcome") is "deny" or "permit" ? request.Query("outcome") : "",
        Well(request.Query("service")),
        Well(request.Query("action")),
        Well(request.Query("trace")),
        long.TryParse(request.Query("before"), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? request.Query("before") : "");

    /// <summary>The query of the log.</summary>
    public string Question() => Query(
        ("outcome", Outcome), ("service", Service is "all" ? "" : Service), ("except", Service.Length + Trace.Length == 0 ? "dashboard" : ""), ("action", Action), ("trace", Trace),
        ("before", Before), ("limit", PageSize.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The address of older ones.</summary>
    public string Older(long before) => "/decisions?" + Query(
        ("outcome", Outcome), ("service", Service), ("action", Action), ("trace", Trace), ("before", before.ToString(CultureInfo.InvariantCulture)));

    private static string Query(params (string Name, string Value)[] parts) =>
        string.Join('&', parts.Where(part => part.Value.Length > 0).Select(part => $"{part.Name}={part.Value}"));

    private static string Well(string text) => Form().IsMatch(text) ? text : "";

    [GeneratedRegex("^[a-z0-9][a-z0-9_.-]{0,79}$")]
    private static partial Regex Form();
}
