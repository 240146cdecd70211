namespace Platform.Contracts;

/// <summary>One page of a list. There is no total: how many rows lie behind the filter is not the reader's business.</summary>
/// <param name="Items">At most <see cref="Page.Limit"/>.</param>
/// <param name="Next">What to send as <c>after</c> for the following page; null on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

public static class Page
{
    public const int Limit = 50;
}
