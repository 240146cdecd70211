namespace Platform.Rego.Builtins.Time;

/// <summary>The proleptic Gregorian calendar as days since 1970-01-01, without limits on the year.</summary>
internal static class Civil
{
    public const long SecondsPerDay = 86_400;

    private static readonly int[] DaysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

    public static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysIn(int month, long year) =>
        month == 2 && IsLeap(year) ? 29 : DaysBeforeMonth[month] - DaysBeforeMonth[month - 1];

    /// <summary>Days before the month in a year that is not a leap year; month from 1 to 13.</summary>
    public static int DaysBefore(int month) => DaysBeforeMonth[month - 1];

    public static int YearDay(long year, int month, int day) => DaysBeforeMonth[month - 1] + (month > 2 && IsLeap(year) ? 1 : 0) + day;

    /// <summary>Days since the epoch; months and days beyond their range carry over.</summary>
    public static Int128 ToDays(Int128 year, Int128 month, Int128 day)
    {
        Int128 months = month - 1;
        Int128 carry = FloorDivide(months, 12);
        year += carry;
        months -= carry * 12;

        // Years begin in March, so that the leap day is the last one: https://howardhinnant.github.io/date_algorithms.html.
        Int128 shifted = months < 2 ? year - 1 : year;
        Int128 era = FloorDivide(shifted, 400);
        Int128 yearOfEra = shifted - era * 400;
        Int128 dayOfYear = (153 * ((months + 10) % 12) + 2) / 5;
        Int128 dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468 + day - 1;
    }

    public static (long Year, int Month, int Day) FromDays(long days)
    {
        long z = days + 719_468;
        long era = (long)FloorDivide(z, 146_097);
        long dayOfEra = z - era * 146_097;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long shiftedMonth = (5 * dayOfYear + 2) / 153;
        int month = (int)(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9);
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, (int)(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1));
    }

    public static Int128 FloorDivide(Int128 dividend, Int128 divisor)
    {
        Int128 quotient = dividend / divisor;
        return dividend % divisor < 0 ? quotient - 1 : quotient;
    }
}
