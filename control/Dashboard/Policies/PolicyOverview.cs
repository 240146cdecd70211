namespace Platform.Dashboard.Policies;

/// <summary>What is published.</summary>
/// <param name="Coverage">Of a hundred lines, how many the tests evaluate; null where it is not known.</param>
/// <param name="Tests">How many tests there are.</param>
/// <param name="Policies">The policies.</param>
/// <param name="Revisions">Newest first; the first is served.</param>
/// <param name="Services">Who decided last by which revision.</param>
internal sealed record PolicyOverview(
    double? Coverage, int? Tests, IReadOnlyList<PolicySummary> Policies, IReadOnlyList<PublishedRevision> Revisions, IReadOnlyList<ServiceRevision> Services);

/// <summary>One policy.</summary>
internal sealed record PolicySummary(string File, string Title, double? Coverage, int? Tests);

/// <summary>One revision.</summary>
internal sealed record PublishedRevision(long Sequence, string Name, string Digest, DateTimeOffset Published, DateTimeOffset Expires, string KeyId, string Cause, int Tests);

/// <summary>The revision by which a process made the latest decision that is logged.</summary>
internal sealed record ServiceRevision(string Service, string Revision, DateTimeOffset Time);
