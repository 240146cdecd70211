using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Platform.Referrals.Data;

/// <summary>Times as UTC text of one length, so that SQLite compares and sorts them rightly.</summary>
internal sealed class SortableTime() : ValueConverter<DateTimeOffset, string>(
    time => time.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture),
    text => DateTimeOffset.ParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
}
