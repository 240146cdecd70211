namespace Platform.PolicyControl.Revisions;

/// <summary>A service enforced a revision, as its polls for the next one told.</summary>
/// <param name="Service">The SPIFFE id that the connection proved.</param>
/// <param name="Digest">Of the revision.</param>
/// <param name="Since">The first poll that named it.</param>
/// <param name="Until">The first poll that named another; null as long as there was none.</param>
public sealed record Activation(string Service, string Digest, DateTimeOffset Since, DateTimeOffset? Until);
