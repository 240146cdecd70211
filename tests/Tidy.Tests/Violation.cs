namespace Platform.Tidy.Tests;

/// <summary>A broken rule: where, and what to do about it.</summary>
public sealed record Violation(string Path, string Message)
{
    public override string ToString() => $"{Path}: {Message}";

    /// <summary>Fails with every violation on a line of its own.</summary>
    public static void AssertNone(IEnumerable<Violation> violations)
    {
        var found = violations.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
