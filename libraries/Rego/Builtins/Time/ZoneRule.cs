using System.Globalization;

namespace Platform.Rego.Builtins.Time;

/// <summary>The rule for times after the last transition, such as <c>CET-1CEST,M3.5.0,M10.5.0/3</c> (POSIX TZ with RFC 9636 §3.3.1).</summary>
internal sealed class ZoneRule
{
    private readonly record struct Change(char Kind, int Month, int Week, int Day, int Seconds);

    private readonly string standardName;
    private readonly int standardOffset;
    private readonly string? daylightName;
    private readonly int daylightOffset;
    private readonly Change toDaylight;
    private readonly Change toStandard;

    private ZoneRule(string text)
    {
        int position = 0;
        standardName = ReadName(text, ref position);
        standardOffset = -ReadOffset(text, ref position);
        if (position == text.Length)
        {
            return;
        }

        daylightName = ReadName(text, ref position);
        daylightOffset = text[position] == ',' ? standardOffset + 3600 : -ReadOffset(text, ref position);
        toDaylight = ReadChange(text, ref position);
        toStandard = ReadChange(text, ref position);
    }

    public static ZoneRule? TryParse(string text)
    {
        try
        {
            return text.Length == 0 ? null : new ZoneRule(text);
        }
        catch (Exception malformed) when (malformed is FormatException or IndexOutOfRangeException)
        {
            return null; // the file still has its transitions
        }
    }

    public ZonePeriod At(long unixSeconds, long notBefore)
    {
        if (daylightName is null)
        {
            return new ZonePeriod(standardName, standardOffset, notBefore, long.MaxValue);
        }

        long year = Civil.FromDays((long)Civil.FloorDivide(unixSeconds, Civil.SecondsPerDay)).Year;
        List<(long At, bool Daylight)> changes = [];
        for (long y = year - 1; y <= year + 1; y++)
        {
            changes.Add((Instant(toDaylight, y, standardOffset), true));
            changes.Add((Instant(toStandard, y, daylightOffset), false));
        }

        changes.Sort();
        int index = changes.FindLastIndex(change => change.At <= unixSeconds);
        long start = Math.Max(notBefore, changes[index].At);
        long end = changes[index + 1].At;
        return changes[index].Daylight
            ? new ZonePeriod(daylightName, daylightOffset, start, end)
            : new ZonePeriod(standardName, standardOffset, start, end);
    }

    private static long Instant(Change change, long year, int offset)
    {
        long firstOfYear = (long)Civil.ToDays(year, 1, 1);
        long day = change.Kind switch
        {
            'J' => firstOfYear + change.Day - 1 + (Civil.IsLeap(year) && change.Day >= 60 ? 1 : 0),
            'M' => WeekdayOfMonth(change, year),
            _ => firstOfYear + change.Day,
        };
        return day * Civil.SecondsPerDay + change.Seconds - offset;
    }

    private static long WeekdayOfMonth(Change change, long year)
    {
        long first = (long)Civil.ToDays(year, change.Month, 1);
        int weekday = (int)(((first + 4) % 7 + 7) % 7);
        int day = (change.Day - weekday + 7) % 7 + 7 * (change.Week - 1);
        return first + (day >= Civil.DaysIn(change.Month, year) ? day - 7 : day);
    }

    private static string ReadName(string text, ref int position)
    {
        int start = position;
        if (text[position] == '<')
        {
            int end = text.IndexOf('>', position);
            position = end + 1;
            return end < 0 ? throw new FormatException("unclosed zone name") : text[(start + 1)..end];
        }

        while (position < text.Length && char.IsAsciiLetter(text[position]))
        {
            position++;
        }

        return text[start..position];
    }

    private static int ReadOffset(string text, ref int position)
    {
        int sign = text[position] is '-' ? -1 : 1;
        position += text[position] is '-' or '+' ? 1 : 0;
        int seconds = 0;
        foreach (int unit in (ReadOnlySpan<int>)[3600, 60, 1])
        {
            seconds += ReadNumber(text, ref position) * unit;
            if (position >= text.Length || text[position] != ':')
            {
                break;
            }

            position++;
        }

        return sign * seconds;
    }

    private static Change ReadChange(string text, ref int position)
    {
        position++; // the comma
        Change change;
        if (text[position] == 'M')
        {
            position++;
            int month = ReadNumber(text, ref position);
            position++;
            int week = ReadNumber(text, ref position);
            position++;
            change = new Change('M', month, week, ReadNumber(text, ref position), 7200);
        }
        else
        {
            char kind = text[position] == 'J' ? text[position++] : 'N';
            change = new Change(kind, 0, 0, ReadNumber(text, ref position), 7200);
        }

        if (position < text.Length && text[position] == '/')
        {
            position++;
            change = change with { Seconds = ReadOffset(text, ref position) };
        }

        return change;
    }

    private static int ReadNumber(string text, ref int position)
    {
        int start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return int.Parse(text.AsSpan(start, position - start), CultureInfo.InvariantCulture);
    }
}
