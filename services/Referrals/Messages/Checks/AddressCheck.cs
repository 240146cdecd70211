using Platform.Contracts;
using Platform.Referrals.Fhir;

namespace Platform.Referrals.Messages.Checks;

/// <summary>From whom and to whom: the destination is the service addressed in the headers and offered here, the sender is the organisation of the headers.</summary>
public static class AddressCheck
{
    public static (MessageParties? Parties, FhirRefusal? Refusal) Read(MessageBundle bundle, MessageHeaders headers, ServiceDirectory directory)
    {
        List<FhirIssue> issues = [];
        var header = bundle.Header;
        var service = Service(bundle.Destination.Text("endpoint"));
        if (service is null)
            issues.Add(new("value", header.Place("destination[0].endpoint"), $"the destination is not a {FhirSystem.DosServiceId}"));
        else if (service != headers.TargetService)
            issues.Add(new("value", header.Place("destination[0].endpoint"), "the destination is not the service that the headers address"));

        var receiver = service is null ? null : directory.ProviderOf(service);
        if (service is not null && receiver is null)
            issues.Add(new("value", header.Place("destination[0].endpoint"), "the service addressed is not offered here"));
        var stated = Ods(bundle.Resolve(bundle.Destination.Text("receiver", "reference")));
        if (receiver is not null && stated is not null && stated != receiver)
            issues.Add(new("value", header.Place("destination[0].receiver"), "the receiver does not offer the service addressed"));

        var sender = Ods(bundle.Resolve(header.Reference("sender")));
        if (sender is null)
            issues.Add(new("invariant", header.Place("sender"), "the sender has no ODS code"));
        else if (headers.EndUserOrganisation is { } claimed && claimed != sender)
            issues.Add(new("value", header.Place("sender"), "the sender is not the organisation of the headers"));

        var source = header.Resource.Text("source", "endpoint");
        if (string.IsNullOrWhiteSpace(source) || source.Length > 512)
            issues.Add(new("required", header.Place("source.endpoint"), "where a response would go is missing"));
        return issues.Count > 0
            ? (null, FhirRefusal.BadRequest(issues))
            : (new MessageParties(sender!, receiver!, service!, source!), null);
    }

    /// <summary>The ODS code that the sender of a message gives itself, before anything else is checked.</summary>
    public static string? StatedSender(MessageBundle bundle) => Ods(bundle.Resolve(bundle.Header.Reference("sender")));

    private static string? Service(string? endpoint)
    {
        var bar = endpoint?.LastIndexOf('|') ?? -1;
        return bar > 0 && FhirSystem.Same(endpoint![..bar], FhirSystem.DosServiceId) && endpoint.Length > bar + 1 ? endpoint[(bar + 1)..] : null;
    }

    private static string? Ods(BundleEntry? organisation) =>
        organisation is { Type: "Organization" } && organisation.Resource.IdentifierOf(FhirSystem.OdsCode).Text("value") is { } code && OdsCode.IsWellFormed(code) ? code : null;
}
