namespace Platform.Rego.Builtins.Time;

/// <summary>An instant with its fields in a time zone.</summary>
internal readonly record struct ZonedTime
{
    public ZonedTime(long unixSeconds, int nanoseconds, TimeZoneRules zone)
    {
        UnixSeconds = unixSeconds;
        Nanosecond = nanoseconds;
        Zone = zone;
        ZonePeriod period = zone.At(unixSeconds);
        Abbreviation = period.Abbreviation;
        Offset = period.Offset;
        long local = unixSeconds + Offset;
        long days = (long)Civil.FloorDivide(local, Civil.SecondsPerDay);
        int second = (int)(local - days * Civil.SecondsPerDay);
        (Year, Month, Day) = Civil.FromDays(days);
        (Hour, Minute, Second) = (second / 3600, second / 60 % 60, second % 60);
        Weekday = (int)(((days + 4) % 7 + 7) % 7);
    }

    public long UnixSeconds { get; }

    public int Nanosecond { get; }

    public TimeZoneRules Zone { get; }

    public string Abbreviation { get; }

    /// <summary>Seconds east of UTC.</summary>
    public int Offset { get; }

    public long Year { get; }

    public int Month { get; }

    public int Day { get; }

    public int Hour { get; }

    public int Minute { get; }

    public int Second { get; }

    /// <summary>0 is Sunday.</summary>
    public int Weekday { get; }

    public int YearDay => Civil.YearDay(Year, Month, Day);

    public static ZonedTime FromUnixNanoseconds(long nanoseconds, TimeZoneRules zone)
    {
        long seconds = (long)Civil.FloorDivide(nanoseconds, 1_000_000_000);
        return new ZonedTime(seconds, (int)(nanoseconds - (Int128)seconds * 1_000_000_000), zone);
    }

    /// <summary>Nanoseconds since the epoch, or null outside of what 64 bits hold (the years 1677 to 2262).</summary>
    public static long? ToUnixNanoseconds(Int128 unixSeconds, int nanoseconds)
    {
        // Bounded first, so that the product cannot overflow.
        if (Int128.Abs(unixSeconds) > 10_000_000_000)
        {
            return null;
        }

        Int128 total = unixSeconds * 1_000_000_000 + nanoseconds;
        return total >= long.MinValue && total <= long.MaxValue ? (long)total : null;
    }

    /// <summary>This time with years, months and days added as Go's AddDate does: overflowing days carry into the next month.</summary>
    /// <returns>Nanoseconds since the epoch, or null outside of what 64 bits hold.</returns>
    public long? AddDate(long years, long months, long days)
    {
        Int128 day = Civil.ToDays((Int128)Year + years, (Int128)Month + months, (Int128)Day + days);
        Int128 local = day * Civil.SecondsPerDay + Hour * 3600 + Minute * 60 + Second;
        if (Int128.Abs(local) > 10_000_000_000)
        {
            return null;
        }

        return ToUnixNanoseconds(Zone.ToUnixSeconds((long)local), Nanosecond);
    }

    /// <summary>Calendar years, months, days, hours, minutes and seconds between two times, all in this one's zone.</summary>
    public static (long Years, int Months, int Days, int Hours, int Minutes, int Seconds) Difference(ZonedTime first, ZonedTime second)
    {
        second = new ZonedTime(second.UnixSeconds, second.Nanosecond, first.Zone);
        (ZonedTime a, ZonedTime b) = (first.UnixSeconds, first.Nanosecond).CompareTo((second.UnixSeconds, second.Nanosecond)) > 0
            ? (second, first)
            : (first, second);
        long years = b.Year - a.Year;
        int months = b.Month - a.Month, days = b.Day - a.Day;
        int hours = b.Hour - a.Hour, minutes = b.Minute - a.Minute, seconds = b.Second - a.Second;
        Borrow(ref seconds, 60, ref minutes);
        Borrow(ref minutes, 60, ref hours);
        Borrow(ref hours, 24, ref days);
        if (days < 0)
        {
            days += Civil.DaysIn(a.Month, a.Year);
            months--;
        }

        if (months < 0)
        {
            months += 12;
            years--;
        }

        return (years, months, days, hours, minutes, seconds);

        static void Borrow(ref int value, int size, ref int next)
        {
            if (value < 0)
            {
                value += size;
                next--;
            }
        }
    }
}
