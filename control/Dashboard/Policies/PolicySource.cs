using System.Globalization;

namespace Platform.Dashboard.Policies;

/// <summary>A policy's source, its tests, and which rows those evaluate.</summary>
internal sealed record PolicySource(
    string File, string Title, string Text, double? Coverage, IReadOnlyList<int> Covered, IReadOnlyList<int> NotCovered, IReadOnlyList<PolicyTest> Tests, string TestText)
{
    /// <summary>The page of a policy, at a row.</summary>
    public static string Address(string file, int row) => string.Create(CultureInfo.InvariantCulture, $"/policies/source?file={file.TrimStart('/')}#L{row}");

    /// <summary>How a row is drawn.</summary>
    public string? Tone(int row) => NotCovered.Contains(row) ? "missed" : Covered.Contains(row) ? "covered" : null;

    public static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');
}

/// <summary>A test and the row that it begins on.</summary>
internal sealed record PolicyTest(string Name, int Row);
