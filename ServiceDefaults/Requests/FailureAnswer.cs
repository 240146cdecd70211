using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Platform.Rego.AspNetCore;
using Platform.WorkloadIdentity;

namespace Platform.ServiceDefaults;

/// <summary>Turns exceptions and empty error answers into constant problem details. What went wrong goes to the log, never to the caller.</summary>
internal sealed partial class FailureAnswer(RequestDelegate next, IEnumerable<KnownFailure> known, ILogger<FailureAnswer> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
            {
                await ProblemAnswer.WriteAsync(context, Problem.ForStatus(context.Response.StatusCode));
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = 499;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var problem = ProblemOf(e);
            if (problem.Status >= 500)
            {
                LogFailed(logger, e);
                Activity.Current?.SetTag("error.type", e.GetType().FullName);
            }
            else
            {
                LogInvalid(logger, problem.Status, e.GetType().Name);
            }

            await ProblemAnswer.WriteAsync(context, problem, context.Features.Get<PolicyDecision>()?.Id);
        }
    }

    private Problem ProblemOf(Exception e) => e switch
    {
        BadHttpRequestException bad => Problem.ForStatus(bad.StatusCode),
        // Read from the caller while it was sent on: it is the caller's fault and not the next hop's.
        HttpRequestException { InnerException: BadHttpRequestException bad } => Problem.ForStatus(bad.StatusCode),
        TokenUnavailableException { IsRefused: true } => Problem.Unauthenticated,
        TokenUnavailableException or SvidUnavailableException or HttpRequestException or TimeoutException => Problem.Unavailable,
        _ => known.Select(failure => failure.StatusOf(e)).FirstOrDefault(status => status is not null) is { } status ? Problem.ForStatus(status) : Problem.Failed,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "a request failed")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "a request was refused with {Status}: {Kind}")]
    private static partial void LogInvalid(ILogger logger, int status, string kind);
}
