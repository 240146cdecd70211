using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Time;

/// <summary>time.*</summary>
internal static class TimeBuiltins
{
    private const string OutsideOfRange = "time outside of valid range";

    [Builtin("time.now_ns")]
    internal static Val NowNs(BuiltinContext context) => context.NowNanoseconds;

    [Builtin("time.parse_ns")]
    internal static long ParseNs(string layout, string value) => Nanoseconds(TimeParser.Parse(TimeLayout.Resolve(layout), value));

    [Builtin("time.parse_rfc3339_ns")]
    internal static long ParseRfc3339Ns(string value) => Nanoseconds(TimeParser.Parse(TimeLayout.Rfc3339, value));

    [Builtin("time.parse_duration_ns")]
    internal static long ParseDurationNs(string duration) => GoDuration.Parse(duration);

    [Builtin("time.format")]
    internal static string Format(Val time)
    {
        (ZonedTime zoned, string layout) = Read(time);
        return TimeFormatter.Format(zoned, layout.Length == 0 ? TimeLayout.Rfc3339Nano : TimeLayout.Resolve(layout));
    }

    [Builtin("time.date")]
    internal static Val Date(Val time)
    {
        (ZonedTime zoned, _) = Read(time);
        return Val.ArrayOf(zoned.Year, zoned.Month, zoned.Day);
    }

    [Builtin("time.clock")]
    internal static Val Clock(Val time)
    {
        (ZonedTime zoned, _) = Read(time);
        return Val.ArrayOf(zoned.Hour, zoned.Minute, zoned.Second);
    }

    [Builtin("time.weekday")]
    internal static string Weekday(Val time) => TimeLayout.Weekdays[Read(time).Time.Weekday];

    [Builtin("time.add_date")]
    internal static long AddDate(Val time, long years, long months, long days) =>
        Read(time).Time.AddDate(years, months, days) ?? throw new BuiltinException(OutsideOfRange);

    [Builtin("time.diff")]
    internal static Val Diff(Val first, Val second)
    {
        var (years, months, days, hours, minutes, seconds) = ZonedTime.Difference(Read(first).Time, Read(second).Time);
        return Val.ArrayOf(years, months, days, hours, minutes, seconds);
    }

    private static long Nanoseconds((long UnixSeconds, int Nanoseconds) time) =>
        ZonedTime.ToUnixNanoseconds(time.UnixSeconds, time.Nanoseconds) ?? throw new BuiltinException(OutsideOfRange);

    /// <summary>Nanoseconds, or an array of nanoseconds, zone and layout.</summary>
    private static (ZonedTime Time, string Layout) Read(Val operand)
    {
        Val nanoseconds = operand;
        TimeZoneRules zone = TimeZoneRules.Utc;
        string layout = "";
        if (operand.Kind == ValKind.Array && operand.Count > 0)
        {
            nanoseconds = operand[0];
            zone = operand.Count > 1 ? TimeZoneRules.Load(Operands.String(1, operand[1])) : zone;
            layout = operand.Count > 2 ? Operands.String(1, operand[2]) : layout;
        }
        else if (operand.Kind != ValKind.Number)
        {
            throw BuiltinException.OperandType(1, operand, "either number (ns) or [number (ns), string (tz)]");
        }

        if (nanoseconds.Kind != ValKind.Number)
        {
            throw BuiltinException.OperandType(1, nanoseconds, "number");
        }

        return nanoseconds.TryGetInt64(out long value)
            ? (ZonedTime.FromUnixNanoseconds(value, zone), layout)
            : throw new BuiltinException("timestamp too big");
    }
}
