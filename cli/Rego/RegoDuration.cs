using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.Cli.Rego;

/// <summary>A time as Go writes it: <c>1m30s</c>, <c>500ms</c>, <c>2.5s</c>.</summary>
internal static partial class RegoDuration
{
    /// <exception cref="PolicyFilesException">It is no such time.</exception>
    public static TimeSpan Parse(string text)
    {
        var parts = Part().Matches(text);
        return parts.Count > 0 && parts.Sum(part => part.Length) == text.Length
            ? parts.Aggregate(TimeSpan.Zero, (sum, part) => sum + (Unit(part.Groups["unit"].Value) * double.Parse(part.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)))
            : throw new PolicyFilesException($"{text}: not a time such as 500ms, 5s or 1m30s");
    }

    private static TimeSpan Unit(string unit) => unit switch
    {
        "h" => TimeSpan.FromHours(1),
        "m" => TimeSpan.FromMinutes(1),
        "s" => TimeSpan.FromSeconds(1),
        "ms" => TimeSpan.FromMilliseconds(1),
        _ => TimeSpan.FromMicroseconds(1),
    };

    [GeneratedRegex(@"(?<number>[0-9]+(\.[0-9]+)?)(?<unit>h|ms|m|s|us|µs)")]
    private static partial Regex Part();
}
