using Platform.Cli.Demo;

namespace Platform.Cli.Chaos.Reporting;

/// <summary>The report for people.</summary>
internal static class ReportText
{
    public static void Tell(ChaosReport report, Story story)
    {
        story.Chapter("When");
        foreach (var line in Timeline.Draw(report.Injections, report.Duration))
            story.Say(line);
        story.Chapter("What was seen");
        var (before, during, after) = (report.SteadyState.Before, report.SteadyState.During, report.SteadyState.After);
        Say(story, report.SteadyState.Held, FormattableString.Invariant(
            $"steady state: accepted (repeated), median: before {before.Accepted} ({before.Failed}), {before.MedianMs} ms; during {during.Accepted} ({during.Failed}), {during.MedianMs} ms; after {after.Accepted} ({after.Failed}), {after.MedianMs} ms"));
        foreach (var invariant in report.Invariants)
            Say(story, invariant.Held, $"{invariant.Name}: {invariant.Observed}");
        Say(story, report.Held, FormattableString.Invariant(
            $"{(report.Held ? "The hypothesis held" : "The hypothesis did not hold")}; {report.Tally?.Delivered ?? 0} notifications in {report.Duration.TotalSeconds:0} s, {report.Rate:0.0} a second"));
    }

    private static void Say(Story story, bool good, string text)
    {
        if (good)
            story.Good(text);
        else
            story.Bad(text);
    }
}
