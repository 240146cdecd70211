using Platform.Referrals.Fhir;
using Platform.Referrals.Messages;
using Platform.Rego.AspNetCore;
using Platform.Rego.Values;

namespace Platform.Referrals.Submission;

/// <summary>The body of a submission, read before the decision because the decision is about who the message says it is from.</summary>
internal sealed record ReceivedMessage(byte[]? Body, FhirRefusal? Refusal)
{
    public static async ValueTask<ResourceFacts> FactsAsync(HttpContext context, CancellationToken cancellation)
    {
        var (body, refusal) = await ReceivedBody.ReadAsync(context.Request, cancellation);
        context.Features.Set(new ReceivedMessage(body, refusal));
        var stated = StatedEvent.Of(body);
        return new("message", "new", [], Val.ObjectOf(("event", Val.From(stated.Event)), ("sender", Val.From(stated.Sender))), [], null);
    }
}
