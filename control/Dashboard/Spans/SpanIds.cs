using System.Globalization;

namespace Platform.Dashboard.Spans;

/// <summary>Ids of traces and spans as people and headers write them.</summary>
internal static class SpanIds
{
    public static string Text(UInt128 traceId) => traceId.ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Reads 32 hexadecimal digits.</summary>
    public static bool TryParse(string? text, out UInt128 traceId)
    {
        traceId = default;
        return text is { Length: 32 } && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out traceId);
    }
}
