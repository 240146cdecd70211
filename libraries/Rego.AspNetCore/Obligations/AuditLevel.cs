namespace Platform.Rego.AspNetCore;

/// <summary>How closely an access is watched.</summary>
public enum AuditLevel
{
    /// <summary>An ordinary access.</summary>
    Standard,

    /// <summary>An access to sensitive data.</summary>
    Sensitive,

    /// <summary>An access by break-glass, which somebody will review.</summary>
    BreakGlass,
}
