using Microsoft.AspNetCore.Http;

namespace Platform.Rego.Server;

/// <summary>The query parameters that OPA's data and query APIs share. As there, a parameter without a value, or with <c>true</c>, is on.</summary>
/// <param name="Pretty">Indents the answer.</param>
/// <param name="Metrics">Adds timers (ns) and counters to the answer.</param>
/// <param name="Provenance">Adds version and bundle to the answer.</param>
/// <param name="StrictBuiltinErrors">An error of a builtin fails the evaluation.</param>
internal readonly record struct RequestParameters(bool Pretty, bool Metrics, bool Provenance, bool StrictBuiltinErrors)
{
    private static readonly HashSet<string> Explanations = new(["off", "notes", "fails", "full", "debug"], StringComparer.Ordinal);

    /// <exception cref="OpaException"><c>explain</c> is none of OPA's values.</exception>
    public static RequestParameters Of(HttpRequest request)
    {
        var query = request.Query;
        // Explanations are what `rego eval --explain` prints; the parameter is accepted because official clients always send it.
        if (query["explain"] is [{ Length: > 0 } explain] && !Explanations.Contains(explain))
            throw OpaException.BadRequest($"parameter explain must be one of {string.Join(", ", Explanations)}");
        return new(On("pretty"), On("metrics") || On("instrument"), On("provenance"), On("strict-builtin-errors"));

        bool On(string name) => query.TryGetValue(name, out var values) && values[^1] is null or "" or "true";
    }
}
