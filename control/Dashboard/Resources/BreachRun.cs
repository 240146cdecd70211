using System.Text.Json;

namespace Platform.Dashboard.Resources;

/// <summary>The latest run of the attacks, read from the log of the program that makes them.</summary>
/// <param name="Attempts">In the order of their answers.</param>
/// <param name="Said">What it said beside, oldest first.</param>
/// <param name="Good">How it ended, or null.</param>
internal sealed record BreachRun(IReadOnlyList<BreachAttempt> Attempts, IReadOnlyList<BreachLine> Said, bool? Good)
{
    /// <summary>The program's name among the resources.</summary>
    public const string Resource = "breach";

    /// <summary>More lines of a log are not read; a run has about a thousand.</summary>
    public const int LinesMax = 4_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public int Count(string outcome) => Attempts.Count(attempt => attempt.Outcome == outcome);

    /// <summary>Reads a log; what stands before the last beginning is of an earlier run.</summary>
    public static BreachRun Of(IReadOnlyList<LogLine> log)
    {
        var lines = log.Where(line => !line.Error && line.Text.StartsWith('{')).Select(line => Parse(line.Text)).OfType<BreachLine>().ToList();
        var begin = lines.FindLastIndex(line => line.Event == "say" && line.Text?.StartsWith("Attached", StringComparison.Ordinal) == true);
        var run = lines.Skip(Math.Max(begin, 0)).ToList();
        return new(
            [.. run.Where(line => line.Event == "attempt").Select(line => new BreachAttempt(line.Route ?? "", line.Port ?? "", line.Identity ?? "", line.Outcome ?? "", line.Status))],
            [.. run.Where(line => line.Event is "chapter" or "good" or "bad" or "say").Skip(begin < 0 ? 0 : 1)],
            run.FirstOrDefault(line => line.Event == "end")?.Good);
    }

    private static BreachLine? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<BreachLine>(text, Json);
        }
        catch (JsonException)
        {
            // A line of the runtime that only looks like one of ours.
            return null;
        }
    }
}

/// <summary>A line of the program.</summary>
internal sealed record BreachLine(string Event, string? Text, string? Route, string? Port, string? Identity, string? Outcome, int? Status, bool? Good);

/// <summary>One attempt.</summary>
/// <param name="Route">For example <c>records GET /patients/{id}</c>.</param>
/// <param name="Port">Through which door.</param>
/// <param name="Identity">As whom.</param>
/// <param name="Outcome"><c>refused</c>, <c>failed</c> or <c>leaked</c>.</param>
/// <param name="Status">The answer; none where the connection was cut.</param>
internal sealed record BreachAttempt(string Route, string Port, string Identity, string Outcome, int? Status)
{
    /// <summary>Whose route it is.</summary>
    public string Target => Route.Split(' ')[0];

    public string Answer => Status switch
    {
        null => "connection cut",
        >= 200 and < 300 when Outcome == "refused" => FormattableString.Invariant($"{Status}, with nothing in it"),
        _ => FormattableString.Invariant($"{Status}"),
    };
}
