using System.Globalization;
using System.Xml.Linq;

namespace Platform.Cli.Exam;

/// <summary>The report as CI systems read it: a test case for each step.</summary>
internal static class JUnitReport
{
    public static XDocument Of(ExamReport report) => new(
        new XElement("testsuites", new XElement("testsuite",
            new XAttribute("name", "exam"),
            new XAttribute("tests", report.Steps.Count),
            new XAttribute("failures", report.Count(StepOutcome.Leaked) + report.Count(StepOutcome.Failed)),
            new XAttribute("skipped", report.Count(StepOutcome.NotRun)),
            new XAttribute("time", Seconds(TimeSpan.FromTicks(report.Steps.Sum(step => step.Took.Ticks)))),
            report.Steps.Select(Case))));

    private static XElement Case(StepResult step) => new("testcase",
        new XAttribute("classname", "exam"),
        new XAttribute("name", $"{step.Id} {Curriculum.AttackOf(step.Id)}"),
        new XAttribute("time", Seconds(step.Took)),
        step.Outcome switch
        {
            StepOutcome.Passed => null,
            StepOutcome.NotRun => new XElement("skipped", new XAttribute("message", string.Join(" ", step.Told))),
            var outcome => new XElement("failure", new XAttribute("type", outcome.ToString().ToLowerInvariant()), string.Join('\n', step.Told)),
        });

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
