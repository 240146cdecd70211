namespace Platform.Rego.Builtins.Time;

/// <summary>Go's layouts, which spell out the reference time Mon Jan 2 15:04:05 MST 2006: https://pkg.go.dev/time#pkg-constants.</summary>
internal static class TimeLayout
{
    public const string Rfc3339 = "2006-01-02T15:04:05Z07:00";
    public const string Rfc3339Nano = "2006-01-02T15:04:05.999999999Z07:00";

    public static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ];

    public static readonly string[] Weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private static readonly string[] Offsets = ["070000", "07:00:00", "0700", "07:00", "07"];

    /// <summary>The layout that a name of Go's constants stands for, or the text itself.</summary>
    public static string Resolve(string nameOrLayout) => nameOrLayout switch
    {
        "ANSIC" => "Mon Jan _2 15:04:05 2006",
        "UnixDate" => "Mon Jan _2 15:04:05 MST 2006",
        "RubyDate" => "Mon Jan 02 15:04:05 -0700 2006",
        "RFC822" => "02 Jan 06 15:04 MST",
        "RFC822Z" => "02 Jan 06 15:04 -0700",
        "RFC850" => "Monday, 02-Jan-06 15:04:05 MST",
        "RFC1123" => "Mon, 02 Jan 2006 15:04:05 MST",
        "RFC1123Z" => "Mon, 02 Jan 2006 15:04:05 -0700",
        "RFC3339" => Rfc3339,
        "RFC3339Nano" => Rfc3339Nano,
        _ => nameOrLayout,
    };

    /// <summary>Finds the next field of a layout at or after <paramref name="start"/>.</summary>
    /// <returns>Where it begins, its text (empty at the end of the layout) and where the rest begins.</returns>
    public static (int Begin, string Field, int End) NextField(string layout, int start)
    {
        for (int i = start; i < layout.Length; i++)
        {
            int begin = i;
            string? field = FieldAt(layout, i);
            if (field == "_2006")
            {
                (begin, field) = (i + 1, "2006");
            }

            if (field is not null)
            {
                return (begin, field, begin + field.Length);
            }
        }

        return (layout.Length, "", layout.Length);
    }

    /// <summary>Whether a field is fractional seconds, such as <c>.000</c> or <c>,999</c>.</summary>
    public static bool IsFraction(string field) => field.Length > 1 && field[0] is '.' or ',';

    private static string? FieldAt(string layout, int i)
    {
        ReadOnlySpan<char> rest = layout.AsSpan(i);
        switch (rest[0])
        {
            case 'J' when rest.StartsWith("January"):
                return "January";
            case 'J' when rest.StartsWith("Jan") && !StartsLower(rest[3..]):
                return "Jan";
            case 'M' when rest.StartsWith("Monday"):
                return "Monday";
            case 'M' when rest.StartsWith("Mon") && !StartsLower(rest[3..]):
                return "Mon";
            case 'M' when rest.StartsWith("MST"):
                return "MST";
            case '0' when rest.Length >= 2 && rest[1] is >= '1' and <= '6':
                return rest[..2].ToString();
            case '0' when rest.StartsWith("002"):
                return "002";
            case '1':
                return rest.StartsWith("15") ? "15" : "1";
            case '2':
                return rest.StartsWith("2006") ? "2006" : "2";
            case '_' when rest.StartsWith("_2006"):
                return "_2006";
            case '_' when rest.StartsWith("_2"):
                return "_2";
            case '_' when rest.StartsWith("__2"):
                return "__2";
            case '3' or '4' or '5':
                return rest[..1].ToString();
            case 'P' when rest.StartsWith("PM"):
                return "PM";
            case 'p' when rest.StartsWith("pm"):
                return "pm";
            case '-' or 'Z':
                foreach (string offset in Offsets)
                {
                    if (rest[1..].StartsWith(offset))
                    {
                        return rest[..(offset.Length + 1)].ToString();
                    }
                }

                return null;
            case '.' or ',' when rest.Length >= 2 && rest[1] is '0' or '9':
                int end = 1;
                while (end < rest.Length && rest[end] == rest[1])
                {
                    end++;
                }

                return end < rest.Length && char.IsAsciiDigit(rest[end]) ? null : rest[..end].ToString();
            default:
                return null;
        }
    }

    private static bool StartsLower(ReadOnlySpan<char> text) => text.Length > 0 && text[0] is >= 'a' and <= 'z';
}
