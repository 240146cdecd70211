namespace Platform.EndToEnd.Tests.Workshop;

/// <summary>Reference solutions, and wrong ones that say in their first line why they are rejected.</summary>
internal static class WorkshopFiles
{
    private const string Mark = "# rejected: ";

    public static string Solution(int lab, params string[] parts) => Path.Combine([PageCommand.Folder, "solutions", $"{lab}", .. parts]);

    /// <summary>The names of a lab's wrong solutions.</summary>
    public static IEnumerable<TheoryDataRow<string>> Wrong(int lab) =>
        Directory.EnumerateFileSystemEntries(Solution(lab, "wrong")).Select(path => new TheoryDataRow<string>(Path.GetFileName(path)));

    /// <summary>What the grader must say of it.</summary>
    public static string Reason(string file)
    {
        var first = File.ReadLines(file).First();
        Assert.StartsWith(Mark, first, StringComparison.Ordinal);
        return first[Mark.Length..];
    }
}
