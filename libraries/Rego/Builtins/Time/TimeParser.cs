using System.Globalization;
using Platform.Rego.Builtins.Formatting;

namespace Platform.Rego.Builtins.Time;

/// <summary>Reads a time by a Go layout, as Go's time.Parse does with UTC for what the text leaves open.</summary>
internal sealed class TimeParser
{
    private readonly string layout;
    private readonly string value;
    private int position;
    private int layoutPosition;

    private int year;
    private int month = -1;
    private int day = -1;
    private int yearDay = -1;
    private int hour;
    private int minute;
    private int second;
    private int nanosecond;
    private bool afternoon;
    private bool morning;
    private int? offset;
    private string? outOfRange;

    private TimeParser(string layout, string value)
    {
        this.layout = layout;
        this.value = value;
    }

    /// <returns>Seconds and nanoseconds since the epoch.</returns>
    /// <exception cref="BuiltinException">The text does not follow the layout.</exception>
    public static (long UnixSeconds, int Nanoseconds) Parse(string layout, string value) => new TimeParser(layout, value).Run();

    private (long, int) Run()
    {
        while (true)
        {
            (int begin, string field, int end) = TimeLayout.NextField(layout, layoutPosition);
            SkipLiteral(layout[layoutPosition..begin]);
            layoutPosition = end;
            if (field.Length == 0)
            {
                break;
            }

            int hold = position;
            if (!ReadField(field))
            {
                throw Error($"cannot parse {GoQuote.Quote(value[hold..])} as {GoQuote.Quote(field)}", separated: true);
            }

            if (outOfRange is not null)
            {
                throw Error($"{outOfRange} out of range", separated: false);
            }
        }

        if (position < value.Length)
        {
            throw Error($"extra text: {GoQuote.Quote(value[position..])}", separated: false);
        }

        return Assemble();
    }

    private (long, int) Assemble()
    {
        if (afternoon && hour < 12)
        {
            hour += 12;
        }
        else if (morning && hour == 12)
        {
            hour = 0;
        }

        if (yearDay >= 0)
        {
            ApplyYearDay();
        }

        month = month < 0 ? 1 : month;
        day = day < 0 ? 1 : day;
        if (day < 1 || day > Civil.DaysIn(month, year))
        {
            throw Error("day out of range", separated: false);
        }

        long seconds = (long)Civil.ToDays(year, month, day) * Civil.SecondsPerDay + hour * 3600 + minute * 60 + second;
        return (seconds - (offset ?? 0), nanosecond);
    }

    private void ApplyYearDay()
    {
        int days = Civil.IsLeap(year) ? 366 : 365;
        if (yearDay < 1 || yearDay > days)
        {
            throw Error("day-of-year out of range", separated: false);
        }

        (_, int dayMonth, int dayOfMonth) = Civil.FromDays((long)Civil.ToDays(year, 1, yearDay));
        if (month >= 0 && month != dayMonth)
        {
            throw Error("day-of-year does not match month", separated: false);
        }

        if (day >= 0 && day != dayOfMonth)
        {
            throw Error("day-of-year does not match day", separated: false);
        }

        (month, day) = (dayMonth, dayOfMonth);
    }

    private bool ReadField(string field)
    {
        switch (field)
        {
            case "2006":
                return char.IsAsciiDigit(At(0)) && TryDigits(4, out year);
            case "06":
                bool read = TryDigits(2, out year);
                year += year >= 69 ? 1900 : 2000;
                return read;
            case "January" or "Jan":
                return TryName(TimeLayout.Months, field == "Jan", out month) && month++ >= 0;
            case "Monday" or "Mon":
                return TryName(TimeLayout.Weekdays, field == "Mon", out _);
            case "1" or "01":
                return TryNumber(field == "01", out month) && Within(month, 1, 12, "month");
            case "2" or "_2" or "02":
                if (field == "_2" && At(0) == ' ')
                {
                    position++;
                }

                return TryNumber(field == "02", out day);
            case "__2" or "002":
                for (int i = 0; i < 2 && field == "__2" && At(0) == ' '; i++)
                {
                    position++;
                }

                return TryYearDay(field == "002");
            case "15":
                return TryNumber(false, out hour) && Within(hour, 0, 23, "hour");
            case "3" or "03":
                return TryNumber(field == "03", out hour) && Within(hour, 0, 12, "hour");
            case "4" or "04":
                return TryNumber(field == "04", out minute) && Within(minute, 0, 59, "minute");
            case "5" or "05":
                return TryNumber(field == "05", out second) && Within(second, 0, 59, "second") && ReadUnaskedFraction();
            case "PM" or "pm":
                return ReadHalfOfDay(field == "PM");
            case "MST":
                return ReadZoneName();
            default:
                return TimeLayout.IsFraction(field) ? ReadFraction(field) : ReadOffset(field);
        }
    }

    /// <summary>A fraction after the seconds is read even if the layout has none.</summary>
    private bool ReadUnaskedFraction()
    {
        if (At(0) is not ('.' or ',') || !char.IsAsciiDigit(At(1)) || TimeLayout.IsFraction(TimeLayout.NextField(layout, layoutPosition).Field))
        {
            return true;
        }

        return ReadNanoseconds(1 + DigitsAt(1));
    }

    private bool ReadFraction(string field)
    {
        if (field[1] == '0')
        {
            return position + field.Length <= value.Length && ReadNanoseconds(field.Length);
        }

        // Trailing nines are optional, and may be more than the layout shows.
        return At(0) is not ('.' or ',') || !char.IsAsciiDigit(At(1)) || ReadNanoseconds(1 + DigitsAt(1));
    }

    private bool ReadNanoseconds(int length)
    {
        if (At(0) is not ('.' or ',') || DigitsAt(1) < length - 1)
        {
            return false;
        }

        string digits = value.Substring(position + 1, Math.Min(length - 1, 9)).PadRight(9, '0');
        nanosecond = int.Parse(digits, CultureInfo.InvariantCulture);
        position += length;
        return true;
    }

    private bool ReadHalfOfDay(bool upper)
    {
        if (position + 2 > value.Length)
        {
            return false;
        }

        string half = value.Substring(position, 2);
        afternoon = half == (upper ? "PM" : "pm");
        morning = half == (upper ? "AM" : "am");
        position += 2;
        return afternoon || morning;
    }

    private bool ReadOffset(string field)
    {
        if (field[0] == 'Z' && At(0) == 'Z')
        {
            position++;
            offset = 0;
            return true;
        }

        if (position + field.Length > value.Length)
        {
            return false;
        }

        string text = value.Substring(position, field.Length);
        string digits = text[1..].Replace(":", "");
        for (int i = 1; i < field.Length; i++)
        {
            if (field[i] == ':' ? text[i] != ':' : !char.IsAsciiDigit(text[i]))
            {
                return false;
            }
        }

        int hours = int.Parse(digits.AsSpan(0, 2), CultureInfo.InvariantCulture);
        int minutes = digits.Length > 2 ? int.Parse(digits.AsSpan(2, 2), CultureInfo.InvariantCulture) : 0;
        int seconds = digits.Length > 4 ? int.Parse(digits.AsSpan(4, 2), CultureInfo.InvariantCulture) : 0;
        position += field.Length;
        if (text[0] is not ('+' or '-'))
        {
            return false;
        }

        offset = (hours * 3600 + minutes * 60 + seconds) * (text[0] == '-' ? -1 : 1);

        // 24 hours and 60 minutes are allowed: people do write such offsets.
        return Within(hours, 0, 24, "time zone offset hour")
            && Within(minutes, 0, 60, "time zone offset minute")
            && Within(seconds, 0, 60, "time zone offset second");
    }

    /// <summary>An abbreviation says nothing certain about the offset, so only its form is checked.</summary>
    private bool ReadZoneName()
    {
        int length = ZoneNameLength(value.AsSpan(position));
        position += length;
        return length > 0;
    }

    private static int ZoneNameLength(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("UTC"))
        {
            return 3;
        }

        if (text.Length < 3)
        {
            return 0;
        }

        if (text.StartsWith("ChST") || text.StartsWith("MeST"))
        {
            return 4;
        }

        if (text.StartsWith("GMT"))
        {
            return 3 + SignedOffsetLength(text[3..]);
        }

        if (text[0] is '+' or '-')
        {
            return SignedOffsetLength(text);
        }

        int upper = 0;
        while (upper < 6 && upper < text.Length && char.IsAsciiLetterUpper(text[upper]))
        {
            upper++;
        }

        return upper switch
        {
            3 => 3,
            4 when text[3] == 'T' || text.StartsWith("WITA") => 4,
            5 when text[4] == 'T' => 5,
            _ => 0,
        };
    }

    private static int SignedOffsetLength(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || text[0] is not ('+' or '-'))
        {
            return 0;
        }

        int end = 1, number = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            number = Math.Min(number * 10 + text[end++] - '0', 1000);
        }

        return end == 1 || number > 23 ? 0 : end;
    }

    private bool TryYearDay(bool isFixed)
    {
        int digits = Math.Min(3, DigitsAt(0));
        if (digits == 0 || isFixed && digits != 3)
        {
            return false;
        }

        yearDay = int.Parse(value.AsSpan(position, digits), CultureInfo.InvariantCulture);
        position += digits;
        return true;
    }

    private bool TryDigits(int count, out int number)
    {
        number = 0;
        if (DigitsAt(0) < count)
        {
            return false;
        }

        number = int.Parse(value.AsSpan(position, count), CultureInfo.InvariantCulture);
        position += count;
        return true;
    }

    private bool TryNumber(bool isFixed, out int number)
    {
        number = 0;
        int digits = Math.Min(2, DigitsAt(0));
        return digits > (isFixed ? 1 : 0) && TryDigits(digits, out number);
    }

    private bool TryName(string[] names, bool isShort, out int index)
    {
        for (index = 0; index < names.Length; index++)
        {
            ReadOnlySpan<char> name = isShort ? names[index].AsSpan(0, 3) : names[index];
            if (value.AsSpan(position).StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                position += name.Length;
                return true;
            }
        }

        index = -1;
        return false;
    }

    private void SkipLiteral(string literal)
    {
        int start = position;
        for (int i = 0; i < literal.Length;)
        {
            if (literal[i] == ' ')
            {
                if (position < value.Length && At(0) != ' ')
                {
                    throw LiteralError();
                }

                while (i < literal.Length && literal[i] == ' ')
                {
                    i++;
                }

                while (At(0) == ' ')
                {
                    position++;
                }
            }
            else if (position >= value.Length || At(0) != literal[i])
            {
                throw LiteralError();
            }
            else
            {
                i++;
                position++;
            }
        }

        BuiltinException LiteralError() =>
            Error($"cannot parse {GoQuote.Quote(value[start..])} as {GoQuote.Quote(literal)}", separated: true);
    }

    private char At(int ahead) => position + ahead < value.Length ? value[position + ahead] : '\0';

    private int DigitsAt(int ahead)
    {
        int count = 0;
        while (char.IsAsciiDigit(At(ahead + count)))
        {
            count++;
        }

        return count;
    }

    private bool Within(int number, int minimum, int maximum, string name)
    {
        if (number < minimum || number > maximum)
        {
            outOfRange ??= name;
        }

        return true;
    }

    private BuiltinException Error(string reason, bool separated) => new(
        separated
            ? $"parsing time {GoQuote.Quote(value)} as {GoQuote.Quote(layout)}: {reason}"
            : $"parsing time {GoQuote.Quote(value)}: {reason}");
}
