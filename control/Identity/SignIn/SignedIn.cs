namespace Platform.Identity.SignIn;

/// <summary>One sign-in of one persona.</summary>
public sealed record SignedIn(Persona Persona, string SessionId, string Acr, DateTimeOffset AuthTime);
