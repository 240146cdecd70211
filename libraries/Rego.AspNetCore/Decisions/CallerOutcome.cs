using System.Diagnostics.CodeAnalysis;

namespace Platform.Rego.AspNetCore;

/// <summary>A caller, or why there is none.</summary>
public sealed record CallerOutcome
{
    private CallerOutcome()
    {
    }

    /// <summary>The authenticated caller.</summary>
    public PolicyCaller? Caller { get; private init; }

    /// <summary>Code of the refusal, for audit and metrics only.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>Value of <c>WWW-Authenticate</c>.</summary>
    public string Challenge { get; private init; } = "DPoP";

    /// <summary>The credentials could not be checked because something that is needed for it is away: 503 instead of 401.</summary>
    public bool Unavailable { get; private init; }

    /// <summary>Whether there is a caller.</summary>
    [MemberNotNullWhen(true, nameof(Caller))]
    public bool Authenticated => Caller is not null;

    /// <summary>An authenticated caller.</summary>
    public static CallerOutcome From(PolicyCaller caller) => new() { Caller = caller };

    /// <summary>Refused credentials.</summary>
    public static CallerOutcome Refused(string reason, string challenge = "DPoP") => new() { Reason = reason, Challenge = challenge };

    /// <summary>Credentials that nobody can check at the moment.</summary>
    public static CallerOutcome CannotCheck(string reason) => new() { Reason = reason, Unavailable = true };
}
