using System.Globalization;
using System.Text;

namespace Platform.Rego.Builtins.Time;

/// <summary>Writes a time by a Go layout.</summary>
internal static class TimeFormatter
{
    public static string Format(ZonedTime time, string layout)
    {
        var text = new StringBuilder();
        for (int position = 0; position < layout.Length;)
        {
            (int begin, string field, int end) = TimeLayout.NextField(layout, position);
            text.Append(layout, position, begin - position);
            AppendField(text, time, field);
            position = end;
        }

        return text.ToString();
    }

    private static void AppendField(StringBuilder text, ZonedTime time, string field)
    {
        int hour12 = time.Hour % 12 == 0 ? 12 : time.Hour % 12;
        switch (field)
        {
            case "":
                break;
            case "2006":
                Padded(text, time.Year, 4);
                break;
            case "06":
                Padded(text, Math.Max(0, time.Year) % 100, 2);
                break;
            case "January":
                text.Append(TimeLayout.Months[time.Month - 1]);
                break;
            case "Jan":
                text.Append(TimeLayout.Months[time.Month - 1].AsSpan(0, 3));
                break;
            case "1":
                Padded(text, time.Month, 0);
                break;
            case "01":
                Padded(text, time.Month, 2);
                break;
            case "Monday":
                text.Append(TimeLayout.Weekdays[time.Weekday]);
                break;
            case "Mon":
                text.Append(TimeLayout.Weekdays[time.Weekday].AsSpan(0, 3));
                break;
            case "2":
                Padded(text, time.Day, 0);
                break;
            case "_2":
                text.Append(time.Day < 10 ? " " : "");
                Padded(text, time.Day, 0);
                break;
            case "02":
                Padded(text, time.Day, 2);
                break;
            case "__2":
                text.Append(time.YearDay < 100 ? " " : "").Append(time.YearDay < 10 ? " " : "");
                Padded(text, time.YearDay, 0);
                break;
            case "002":
                Padded(text, time.YearDay, 3);
                break;
            case "15":
                Padded(text, time.Hour, 2);
                break;
            case "3":
                Padded(text, hour12, 0);
                break;
            case "03":
                Padded(text, hour12, 2);
                break;
            case "4":
                Padded(text, time.Minute, 0);
                break;
            case "04":
                Padded(text, time.Minute, 2);
                break;
            case "5":
                Padded(text, time.Second, 0);
                break;
            case "05":
                Padded(text, time.Second, 2);
                break;
            case "PM":
                text.Append(time.Hour >= 12 ? "PM" : "AM");
                break;
            case "pm":
                text.Append(time.Hour >= 12 ? "pm" : "am");
                break;
            case "MST":
                text.Append(time.Abbreviation);
                break;
            default:
                if (TimeLayout.IsFraction(field))
                {
                    AppendFraction(text, time.Nanosecond, field);
                }
                else
                {
                    AppendOffset(text, time.Offset, field);
                }

                break;
        }
    }

    private static void AppendFraction(StringBuilder text, int nanosecond, string field)
    {
        string digits = nanosecond.ToString("D9", CultureInfo.InvariantCulture);
        digits = digits.PadRight(field.Length - 1, '0')[..(field.Length - 1)];
        if (field[1] == '9')
        {
            digits = digits.TrimEnd('0');
        }

        if (digits.Length > 0)
        {
            text.Append(field[0]).Append(digits);
        }
    }

    private static void AppendOffset(StringBuilder text, int offset, string field)
    {
        if (field[0] == 'Z' && offset == 0)
        {
            text.Append('Z');
            return;
        }

        int magnitude = Math.Abs(offset);
        text.Append(offset < 0 && magnitude >= 60 ? '-' : '+');
        Padded(text, magnitude / 3600, 2);
        bool colons = field.Contains(':');
        if (field.Length > 3)
        {
            text.Append(colons ? ":" : "");
            Padded(text, magnitude / 60 % 60, 2);
        }

        if (field.Length > 6)
        {
            text.Append(colons ? ":" : "");
            Padded(text, magnitude % 60, 2);
        }
    }

    private static void Padded(StringBuilder text, long value, int width)
    {
        text.Append(value < 0 ? "-" : "").Append(Math.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'));
    }
}
