using System.Globalization;

namespace Platform.Rego.AspNetCore;

/// <summary>How, and how recently, the user must have signed in for this access (RFC 9470).</summary>
/// <param name="Acr">The assurance level that is needed.</param>
/// <param name="MaxAge">Longest time since the sign-in.</param>
public sealed record StepUp(string Acr, TimeSpan MaxAge)
{
    /// <summary>Whether the user already meets it. The clock's error may not make a sign-in fresher: one in the future does not count.</summary>
    public bool IsMetBy(PolicySubject? subject, DateTimeOffset now) =>
        subject is { Acr: { } acr, AuthTime: { } at } && acr == Acr && at <= now.AddSeconds(30) && now - at <= MaxAge;

    /// <summary>The challenge that tells the client what to ask the user for.</summary>
    public string Challenge() => string.Create(
        CultureInfo.InvariantCulture,
        $"DPoP error=\"insufficient_user_authentication\", acr_values=\"{Acr}\", max_age=\"{(long)MaxAge.TotalSeconds}\"");
}
