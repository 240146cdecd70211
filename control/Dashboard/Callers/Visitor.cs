using Platform.Rego.AspNetCore;

namespace Platform.Dashboard.Callers;

/// <summary>The person who looks at a page, with the token that is exchanged for calls on their behalf. Lives as long as the request.</summary>
public sealed record Visitor(PolicyCaller Caller, string UserToken)
{
    /// <summary>Their roles.</summary>
    public IReadOnlyList<string> Roles => Caller.Subject!.Roles;

    /// <summary>Who authenticated this request, or null.</summary>
    public static Visitor? Of(HttpContext context) => context.Features.Get<Visitor>();
}
