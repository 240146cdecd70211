using Platform.Contracts;

namespace Platform.Dashboard.Intake;

/// <summary>Which attributes of a span are kept, and what of their values. Our own spans carry nothing of a patient; a library's next version might.</summary>
internal static class KeptAttributes
{
    /// <summary>More than this many attributes of one span are not kept.</summary>
    public const int CountMax = 48;

    /// <summary>Longer texts are cut.</summary>
    public const int LengthMax = 512;

    private const string Withheld = "(withheld)";

    private static readonly string[] Prefixes =
        ["http.", "policy.", "messaging.", "server.", "network.", "error.type", "url.scheme", "url.full", "rpc.", "db.system", "db.operation", "db.name", "platform."];

    public static bool Keeps(string key) => Prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The text, cut to length; nothing of it when an NHS number is in it.</summary>
    public static string Text(string value) => NhsNumber.OccursIn(value) ? Withheld : value.Length > LengthMax ? value[..LengthMax] : value;
}
