using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Platform.Rego.AspNetCore;

/// <summary>One request to a bound route, step by step: authenticate, establish facts, decide, run the handler, meet the obligations, audit, answer.</summary>
internal sealed partial class EnforcedRequest(
    CallerAuthentication authenticate,
    ResourceFactsTable facts,
    DecisionPoint point,
    AuditTrail audit,
    AuditEvents events,
    UnauthenticatedCalls strangers,
    TimeProvider clock,
    ILogger<EnforcedRequest> logger)
{
    /// <summary>Header by which a caller asserts a purpose; it is checked against what its role may assert.</summary>
    public const string PurposeHeader = "purpose-of-use";

    public async Task RunAsync(HttpContext context, string action, RequestDelegate handler)
    {
        var outcome = await authenticate(context, context.RequestAborted);
        if (!outcome.Authenticated)
        {
            PolicyMetrics.CallerRefused(outcome.Reason);
            LogRefusedCaller(logger, action, outcome.Reason);
            if (!outcome.Unavailable)
            {
                await strangers.AppendAsync(action, outcome.Reason);
            }

            await ProblemAnswer.WriteAsync(
                context, outcome.Unavailable ? Problem.Unavailable : Problem.Unauthenticated, challenge: outcome.Challenge);
            return;
        }

        // Asked before the handler runs, so that nothing changes that could not be audited.
        if (!audit.Accepting)
        {
            PolicyMetrics.AuditBlocked();
            LogAuditBlocked(logger, action, "the spool takes no events");
            await ProblemAnswer.WriteAsync(context, Problem.Unavailable);
            return;
        }

        var resource = await facts.For(action)(context, context.RequestAborted);
        var decision = point.Decide(outcome.Caller, action, resource, AssertedPurpose(context));
        if (decision is null)
        {
            LogNoPolicy(logger, action);
            await ProblemAnswer.WriteAsync(context, Problem.Unavailable);
            return;
        }

        var access = new Access(outcome.Caller, decision);
        var refusal = Refusal(outcome.Caller, decision);
        if (refusal is not null)
        {
            await RefuseAsync(context, access, refusal, refusal == Problem.StepUp ? "step-up" : "deny");
            return;
        }

        context.Features.Set(decision);
        context.Features.Set(outcome.Caller);
        await RunPermittedAsync(context, access, handler);
    }

    private Problem? Refusal(PolicyCaller caller, PolicyDecision decision) => decision switch
    {
        { Allow: false, StatusWhenDenied: 404 } => Problem.NotFound,
        { Allow: false, StatusWhenDenied: 401 } => Problem.StepUp,
        { Allow: false } => Problem.Denied,
        { Obligations.StepUp: { } step } when !step.IsMetBy(caller.Subject, clock.GetUtcNow()) => Problem.StepUp,
        _ => null,
    };

    private async Task RunPermittedAsync(HttpContext context, Access access, RequestDelegate handler)
    {
        using var answer = new BufferedAnswer(context);
        byte[]? body;
        try
        {
            await handler(context);
            await answer.CompleteAsync();
            answer.Release();
            body = Honoured(context, access.Decision, answer.Body);
        }
        catch (ObligationNotHonouredException e)
        {
            answer.Release();
            LogNotHonoured(logger, access.Decision.Action, access.Decision.Id, e.Message);
            await RefuseAsync(context, access, Problem.Denied, "refused", $"obligation: {e.Message}");
            return;
        }
        catch (Exception)
        {
            // The access was decided and may have had its effect, so it is audited before the error goes its way.
            answer.Release();
            if (await AppendAsync(context, access, "refused", "handler failed"))
            {
                throw;
            }

            return;
        }

        if (context.Response.StatusCode == 404)
        {
            await RefuseAsync(context, access, Problem.NotFound, "permit", "not there");
        }
        else if (await AppendAsync(context, access, "permit"))
        {
            await SendAsync(context, body ?? answer.Body);
        }
    }

    /// <summary>The masked body, or null when the handler's own may leave.</summary>
    private static byte[]? Honoured(HttpContext context, PolicyDecision decision, ReadOnlyMemory<byte> body)
    {
        var succeeded = context.Response.StatusCode is >= 200 and < 400;
        if (succeeded && decision.UnmetObligation() is { } unmet)
        {
            throw new ObligationNotHonouredException(unmet);
        }

        if (decision.Obligations.Mask.Count == 0)
        {
            return null;
        }

        // A validator computed over the whole record would tell whether a masked field has changed.
        context.Response.Headers.Remove("ETag");
        context.Response.Headers.Remove("Last-Modified");
        return succeeded && body.Length > 0 ? FieldMask.Apply(body.Span, decision.Obligations.Mask) : null;
    }

    private async Task RefuseAsync(HttpContext context, Access access, Problem problem, string outcome, string? because = null)
    {
        if (await AppendAsync(context, access, outcome, because))
        {
            var challenge = access.Decision.Obligations.StepUp?.Challenge() ?? "DPoP error=\"insufficient_user_authentication\"";
            await ProblemAnswer.WriteAsync(context, problem, access.Decision.Id, challenge);
        }
    }

    /// <summary>Appends the one event of this request; when that fails, answers 503 and returns false.</summary>
    private async Task<bool> AppendAsync(HttpContext context, Access access, string outcome, string? because = null)
    {
        try
        {
            await audit.AppendAsync(events.For(access, outcome, because));
            return true;
        }
        catch (Spool.SpoolException e)
        {
            PolicyMetrics.AuditBlocked();
            LogAuditBlocked(logger, access.Decision.Action, e.Message);
            await ProblemAnswer.WriteAsync(context, Problem.Unavailable);
            return false;
        }
    }

    private static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        if (body.Length > 0)
        {
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private static string? AssertedPurpose(HttpContext context) =>
        context.Request.Headers.TryGetValue(PurposeHeader, out var values) ? values.ToString() : null;

    [LoggerMessage(Level = LogLevel.Information, Message = "{Action}: caller refused ({Reason})")]
    private static partial void LogRefusedCaller(ILogger logger, string action, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Action}: blocked, the audit cannot be written: {Reason}")]
    private static partial void LogAuditBlocked(ILogger logger, string action, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Action}: no decision: no verified policy that is fresh enough, or it has not answered in time")]
    private static partial void LogNoPolicy(ILogger logger, string action);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Action}: answer of decision {DecisionId} refused: {Reason}")]
    private static partial void LogNotHonoured(ILogger logger, string action, string decisionId, string reason);
}
