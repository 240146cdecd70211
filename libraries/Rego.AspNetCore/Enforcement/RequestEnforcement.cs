using Microsoft.AspNetCore.Http;

namespace Platform.Rego.AspNetCore;

/// <summary>
/// Runs a bound route under its policy. The one seam of the enforcement point: nothing in a production program registers another, and the programs
/// that do exist so that an attack can be seen to succeed.
/// </summary>
internal delegate Task RequestEnforcement(HttpContext context, string action, RequestDelegate handler);
