using Platform.Rego.Values;
using static Platform.Rego.Tests.Builtins.Calls;

namespace Platform.Rego.Tests.Builtins.Time;

public sealed class TimeTests
{
    // 2024-02-29T12:30:45.123456789Z, a Thursday.
    private const long Leap = 1_709_209_845_123_456_789;

    [Theory]
    [InlineData("RFC3339", "2024-02-29T12:30:45Z")]
    [InlineData("RFC3339Nano", "2024-02-29T12:30:45.123456789Z")]
    [InlineData("RFC1123", "Thu, 29 Feb 2024 12:30:45 UTC")]
    [InlineData("3:04PM", "12:30PM")]
    [InlineData("ANSIC", "Thu Feb 29 12:30:45 2024")]
    [InlineData("02 Jan 06 __2 3:04pm .000 Z07:00", "29 Feb 24  60 12:30pm .123 Z")]
    public void Layouts_are_Go_s(string layout, string text) => Assert.Equal(text, Call("time.format", Val.ArrayOf(Leap, "", layout)).AsString());

    [Theory]
    [InlineData("America/New_York", "[7,30,45]")]
    [InlineData("Asia/Kolkata", "[18,0,45]")]
    [InlineData("", "[12,30,45]")]
    public void Zones_shift_the_clock(string zone, string clock) => Assert.Equal(Json(clock), Call("time.clock", Val.ArrayOf(Leap, zone)));

    [Fact]
    public void Dates_overflow_into_the_next_month()
    {
        // One year after a leap day is the first of March.
        Assert.Equal(Call("time.parse_rfc3339_ns", "2025-03-01T12:30:45.123456789Z"), Call("time.add_date", Leap, 1, 0, 0));
        Assert.Equal("Thursday", Call("time.weekday", Leap).AsString());
        Assert.Equal(Json("[2024,2,29]"), Call("time.date", Leap));
    }

    [Fact]
    public void Differences_count_calendar_units() => Assert.Equal(
        Json("[1,1,1,1,1,1]"),
        Call("time.diff", Call("time.parse_rfc3339_ns", "2021-02-02T01:01:01Z"), Call("time.parse_rfc3339_ns", "2020-01-01T00:00:00Z")));

    [Theory]
    [InlineData("1h15m30.5s", 4_530_500_000_000)]
    [InlineData("-1.5h", -5_400_000_000_000)]
    [InlineData("1us2µs3ns", 3_003)]
    [InlineData("0", 0)]
    public void Durations_are_Go_s(string text, long nanoseconds) => Assert.Equal(nanoseconds, Call("time.parse_duration_ns", text));

    [Theory]
    [InlineData("", "time: invalid duration \"\"")]
    [InlineData("3", "time: missing unit in duration \"3\"")]
    [InlineData("3y", "time: unknown unit \"y\" in duration \"3y\"")]
    public void Wrong_durations_are_told_in_Go_s_words(string text, string problem) => Assert.Contains(problem, Error("time.parse_duration_ns", text));

    [Fact]
    public void Formatting_and_parsing_are_inverse()
    {
        foreach (var layout in (string[])["2006-01-02T15:04:05.999999999Z07:00", "Jan _2 2006 15:04:05.000000000 -0700", "20060102150405.000000000"])
        {
            var text = Call("time.format", Val.ArrayOf(Leap, "UTC", layout));
            Assert.Equal(Leap, Call("time.parse_ns", layout, text));
        }
    }
}
