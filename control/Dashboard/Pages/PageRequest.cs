using Microsoft.AspNetCore.Antiforgery;
using Platform.Dashboard.Callers;

namespace Platform.Dashboard.Pages;

/// <summary>What a component knows of the request: who asks, for what, and what to offer them.</summary>
/// <param name="Context">The request.</param>
/// <param name="Visitor">The person.</param>
/// <param name="Menu">The pages that they may see.</param>
public sealed record PageRequest(HttpContext Context, Visitor? Visitor, IReadOnlyList<DashboardPage> Menu)
{
    /// <summary>A value of the path, for example <c>name</c>.</summary>
    public string Route(string name) => Context.Request.RouteValues[name] as string ?? "";

    /// <summary>A value of the query, or nothing.</summary>
    public string Query(string name) => Context.Request.Query[name] is [{ } only] ? only : "";

    /// <summary>A token for the forms of this page; it goes with a cookie that scripts cannot read.</summary>
    public string FormToken() => Context.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(Context).RequestToken!;

    /// <summary>Answers "not there": the page is not sent.</summary>
    public void NotThere() => Context.Response.StatusCode = StatusCodes.Status404NotFound;
}
