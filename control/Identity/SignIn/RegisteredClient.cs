namespace Platform.Identity.SignIn;

/// <summary>A workload that people sign in through.</summary>
/// <param name="Id">`client_id`, which is its app-id.</param>
/// <param name="MustProveKey">True when its tokens must be bound to a key of their own instead of its SVID key.</param>
/// <param name="AllowsRedirect">Where a code may be sent.</param>
/// <param name="Audience">Who takes the tokens of its users.</param>
public sealed record RegisteredClient(string Id, bool MustProveKey, Func<string, bool> AllowsRedirect, string Audience = "gateway");
