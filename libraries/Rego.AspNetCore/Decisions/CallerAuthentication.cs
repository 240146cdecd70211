using Microsoft.AspNetCore.Http;

namespace Platform.Rego.AspNetCore;

/// <summary>Authenticates the caller of a bound route from the credentials of the request.</summary>
public delegate ValueTask<CallerOutcome> CallerAuthentication(HttpContext context, CancellationToken cancellation);
