using System.Globalization;
using Platform.Rego.Values;

namespace Platform.Rego.Server;

/// <summary>A document below <c>data</c>, from the path of a URL. As in OPA, a part that is an integer is an index.</summary>
/// <param name="Parts">The unescaped parts; none for <c>data</c> itself.</param>
public sealed record DataPath(IReadOnlyList<string> Parts)
{
    internal const string Result = "result__";

    /// <summary>Whether it is <c>data</c> itself.</summary>
    public bool IsRoot => Parts.Count == 0;

    /// <summary>As Rego: <c>data["a"]["b"][0]</c>.</summary>
    public string Reference => "data" + string.Concat(Parts.Select(part => $"[{Key(part).ToJson()}]"));

    /// <summary>As in OPA's messages: <c>data.a.b</c>.</summary>
    public override string ToString() => "data" + string.Concat(Parts.Select(part => "." + part));

    /// <summary>Reads what follows <c>/v1/data</c>.</summary>
    /// <param name="path">For instance <c>a/b%2Fc</c>, still escaped; null or empty for <c>data</c>.</param>
    public static DataPath Parse(string? path) =>
        new([.. (path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)]);

    internal static Val Key(string part) =>
        long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) ? Val.From(index) : Val.From(part);
}
