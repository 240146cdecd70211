using Microsoft.AspNetCore.Http.Features;
using Platform.Referrals.Fhir;
using Platform.Referrals.Messages;
using Platform.Rego.AspNetCore;

namespace Platform.Referrals.Submission;

/// <summary>BaRS' one operation: <c>POST /$process-message</c>.</summary>
internal static class ProcessMessageEndpoint
{
    public const string Action = "referrals.referral.submit";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/$process-message", HandleAsync).RequirePolicy(Action).WithFhirErrors();

    public static async Task<IResult> HandleAsync(HttpContext http, ServiceDirectory directory, MessageProcessing processing, CancellationToken cancellation)
    {
        var received = http.Features.GetRequiredFeature<ReceivedMessage>();
        if (received.Body is null)
            return FhirAnswer.Of(received.Refusal!);
        var (message, refusal) = MessageReading.Read(http.Request.Headers, received.Body, directory);
        if (message is null)
            return FhirAnswer.Of(refusal!);
        var outcome = await processing.RunAsync(message, http.Person(), cancellation);
        if (outcome.PatientId is { } patientId)
            http.Decision().Concerns(patientId);
        return outcome.Answer is { } answer ? new FhirAnswer(answer) : FhirAnswer.Of(outcome.Refusal!);
    }
}
