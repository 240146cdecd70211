namespace Platform.Identity.Tokens;

/// <summary>A token as it leaves, with what the log may say about it.</summary>
public sealed record IssuedToken(string Value, int ExpiresInSeconds, string TokenId);
