using System.Globalization;

namespace Platform.Dashboard.Spans;

/// <summary>A duration in the unit that fits.</summary>
internal static class Durations
{
    public static string Text(TimeSpan duration) => duration.TotalMilliseconds switch
    {
        < 1 => (duration.TotalMilliseconds * 1000).ToString("0", CultureInfo.InvariantCulture) + " µs",
        < 1000 => duration.TotalMilliseconds.ToString("0.#", CultureInfo.InvariantCulture) + " ms",
        _ => duration.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture) + " s",
    };
}
