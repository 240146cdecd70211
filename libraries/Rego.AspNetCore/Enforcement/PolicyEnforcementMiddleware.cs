using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Platform.Rego.AspNetCore;

/// <summary>
/// The enforcement point. Deny by default: an endpoint runs if it carries exactly one label, or exactly one action and a well-formed permit for it.
/// The answer of a bound route leaves only after its obligations are met and its audit event is on disk.
/// </summary>
internal sealed partial class PolicyEnforcementMiddleware(RequestDelegate next, RequestEnforcement enforce, ILogger<PolicyEnforcementMiddleware> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is not RouteEndpoint)
        {
            return RefuseUnroutedAsync(context, endpoint);
        }

        var binding = EndpointBinding.Of(endpoint);
        return binding switch
        {
            { Fault: { } fault } => RefuseUnbound(context, endpoint, fault),
            { Action: { } action } => enforce(context, action, next),
            _ => next(context),
        };
    }

    private Task RefuseUnbound(HttpContext context, Endpoint endpoint, string fault)
    {
        LogUnbound(logger, endpoint.DisplayName, fault);
        return ProblemAnswer.WriteAsync(context, Problem.Denied);
    }

    private static async Task RefuseUnroutedAsync(HttpContext context, Endpoint? endpoint)
    {
        var problem = Unrouted(endpoint);
        if (problem == Problem.MethodNotAllowed)
        {
            // Routing's own answer: no body, and the methods that there are.
            await endpoint!.RequestDelegate!(context);
        }

        await ProblemAnswer.WriteAsync(context, problem);
    }

    // Routing answers a known path with a wrong method or media type by an endpoint of its own, recognisable by its name only.
    private static Problem Unrouted(Endpoint? endpoint) => endpoint?.DisplayName?[..Math.Min(3, endpoint.DisplayName.Length)] switch
    {
        "405" => Problem.MethodNotAllowed,
        "415" => Problem.MediaType,
        null => Problem.NotFound,
        _ => Problem.Denied,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Endpoint} {Fault}: refused")]
    private static partial void LogUnbound(ILogger logger, string? endpoint, string fault);
}
