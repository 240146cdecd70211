using Platform.Cli.Chaos.Injecting;

namespace Platform.Cli.Chaos.Reporting;

/// <summary>When what was broken, as a line for each injection: <c>·</c> well, <c>█</c> broken.</summary>
internal static class Timeline
{
    public const int Width = 48;

    public static IReadOnlyList<string> Draw(IReadOnlyList<Injection> injections, TimeSpan duration)
    {
        var name = injections.Select(one => one.Resource.Length).DefaultIfEmpty().Max();
        return [.. injections.Select(one => $"{one.Resource.PadRight(name)} {Line(one, duration)} {Text(one)}")];
    }

    private static string Line(Injection one, TimeSpan duration)
    {
        var from = Place(one.At, duration);
        var to = Place(one.Ended ?? duration, duration);
        return string.Concat(Enumerable.Range(0, Width).Select(place => place >= from && place <= to ? '█' : '·'));
    }

    private static int Place(TimeSpan at, TimeSpan duration) =>
        duration <= TimeSpan.Zero ? 0 : Math.Clamp((int)(at / duration * Width), 0, Width - 1);

    private static string Text(Injection one) => one.RecoveredAfter is { } after
        ? FormattableString.Invariant($"{one.Action}, back after {after.TotalSeconds:0.0} s")
        : $"{one.Action}, never back";
}
