namespace Platform.Identity.SignIn;

/// <summary>What a code stands for.</summary>
public sealed record AuthorizationCode(string ClientId, string RedirectUri, string Challenge, string? Nonce, SignedIn SignedIn, DateTimeOffset ExpiresAt);
