using System.Collections.Concurrent;

namespace Platform.Rego.Builtins.Time;

/// <summary>A time zone: which offset holds when.</summary>
internal abstract class TimeZoneRules
{
    private static readonly ConcurrentDictionary<string, TimeZoneRules> Loaded = new(StringComparer.Ordinal);

    public static TimeZoneRules Utc { get; } = new FixedZone("UTC", 0);

    public abstract ZonePeriod At(long unixSeconds);

    /// <summary>A zone by its IANA name; <c>""</c> and <c>UTC</c> are UTC, <c>Local</c> is this machine's zone.</summary>
    /// <exception cref="BuiltinException">There is no such zone.</exception>
    public static TimeZoneRules Load(string name)
    {
        if (name is "" or "UTC")
        {
            return Utc;
        }

        if (Loaded.TryGetValue(name, out TimeZoneRules? known))
        {
            return known;
        }

        string id = name == "Local" ? TimeZoneInfo.Local.Id : name;
        TimeZoneRules? found = ZoneInfoFile.TryLoad(id);
        TimeZoneRules zone = found ?? SystemZone.TryLoad(id) ?? throw new BuiltinException($"unknown time zone {name}");
        return Loaded.GetOrAdd(name, zone);
    }

    /// <summary>The Unix time of a local time; in a gap or an overlap one of the two meanings, as Go's time.Date chooses.</summary>
    public long ToUnixSeconds(long localSeconds)
    {
        ZonePeriod period = At(localSeconds);
        long utc = localSeconds - period.Offset;
        return utc < period.Start || utc >= period.End ? localSeconds - At(utc).Offset : utc;
    }

    internal sealed class FixedZone(string abbreviation, int offset) : TimeZoneRules
    {
        public override ZonePeriod At(long unixSeconds) => new(abbreviation, offset, long.MinValue, long.MaxValue);
    }

    /// <summary>For systems without a zone database on disk; abbreviations are offsets there.</summary>
    private sealed class SystemZone(TimeZoneInfo zone) : TimeZoneRules
    {
        public static SystemZone? TryLoad(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? zone) ? new SystemZone(zone) : null;

        public override ZonePeriod At(long unixSeconds)
        {
            TimeSpan offset = zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(
                Math.Clamp(unixSeconds, DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds())));
            string abbreviation = $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hhmm}";

            // An empty period, so that a local time is always looked up a second time.
            return new ZonePeriod(abbreviation, (int)offset.TotalSeconds, unixSeconds, unixSeconds);
        }
    }
}
