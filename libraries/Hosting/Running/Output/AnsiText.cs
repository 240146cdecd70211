using System.Text.RegularExpressions;

namespace Platform.Hosting.Running;

/// <summary>Text that processes coloured for a terminal.</summary>
internal static partial class AnsiText
{
    public static string Strip(string text) => text.Contains('\u001b', StringComparison.Ordinal) ? Sequence().Replace(text, "") : text;

    [GeneratedRegex(@"\u001b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Sequence();
}
