namespace Platform.PolicyControl.Revisions;

/// <summary>One published revision.</summary>
/// <param name="Sequence">Grows by one with every publication.</param>
/// <param name="Name">What services and audit call it.</param>
/// <param name="Digest">SHA-256 of the archive.</param>
/// <param name="Content">SHA-256 of the policies: the content without sequence, signature and emergency denials.</param>
/// <param name="Published">When.</param>
/// <param name="Expires">Until when it is good.</param>
/// <param name="KeyId">Whose key signed it.</param>
/// <param name="Cause">Why: <c>first</c> (none was active before; signed by the AppHost's key), <c>change</c>, <c>renewal</c>, <c>emergency</c>
/// (something was closed) or <c>lifting</c> (and opened again).</param>
/// <param name="Tests">How many tests it passed.</param>
/// <param name="Approvers">Who approved it: nobody, as long as approvals cannot be given.</param>
/// <param name="Denials">Ids of the emergency denials in it; null in lines that were written before there were any.</param>
public sealed record Revision(
    long Sequence,
    string Name,
    string Digest,
    string Content,
    DateTimeOffset Published,
    DateTimeOffset Expires,
    string KeyId,
    string Cause,
    int Tests,
    IReadOnlyList<string> Approvers,
    IReadOnlyList<string>? Denials = null);
