using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Platform.Cli.Policy.Testing;

/// <summary>Results in JUnit's XML, which CI systems show.</summary>
internal static class JUnitReport
{
    /// <summary>A test in it.</summary>
    /// <param name="Suite">What it belongs to: a file of tests, or the cases of an action.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="File">Where it stands.</param>
    /// <param name="Row">The line, from 1; 0 for a whole file.</param>
    /// <param name="Took">The time.</param>
    /// <param name="Fault">What is wrong, or null.</param>
    /// <param name="Skipped">It was not run.</param>
    internal sealed record Test(string Suite, string Name, string File, int Row, TimeSpan Took, string? Fault, bool Skipped);

    public static void Write(string file, IEnumerable<Test> tests)
    {
        var suites = tests.GroupBy(test => test.Suite).Select(suite => new XElement(
            "testsuite", new XAttribute("name", suite.Key), Counts(suite),
            suite.Select(test => new XElement(
                "testcase", new XAttribute("classname", suite.Key), new XAttribute("name", test.Name), new XAttribute("file", test.File),
                test.Row > 0 ? new XAttribute("line", test.Row) : null,
                new XAttribute("time", Seconds(test.Took)),
                test.Fault is { } fault ? new XElement("failure", new XAttribute("message", Legal(fault))) : null,
                test.Skipped ? new XElement("skipped") : null))));
        new XDocument(new XElement("testsuites", Counts(tests), suites)).Save(file);
    }

    private static XAttribute[] Counts(IEnumerable<Test> tests) =>
    [
        new("tests", tests.Count()),
        new("failures", tests.Count(test => test.Fault is not null)),
        new("skipped", tests.Count(test => test.Skipped)),
        new("time", Seconds(TimeSpan.FromTicks(tests.Sum(test => test.Took.Ticks)))),
    ];

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture);

    // XML has no way to write some characters that a message may hold.
    private static string Legal(string text) => new([.. text.Select(character => XmlConvert.IsXmlChar(character) ? character : '�')]);
}
