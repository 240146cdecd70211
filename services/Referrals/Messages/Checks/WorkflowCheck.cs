using Platform.Referrals.Fhir;

namespace Platform.Referrals.Messages.Checks;

/// <summary>Event, reason, status and category together must be a workflow that BaRS knows.</summary>
public static class WorkflowCheck
{
    private static readonly string[] CancelStatuses = ["revoked", "entered-in-error"];

    public static (Workflow? Workflow, FhirRefusal? Refusal) Read(MessageBundle bundle)
    {
        if (EventRefusal(bundle) is { } refusal)
            return (null, refusal);
        var reason = bundle.ReasonCode;
        if (reason is not ("new" or "update" or "delete"))
        {
            return reason is null && bundle.Header.Resource.At("reason") is null
                ? Refuse("required", bundle.Header.Place("reason"), "the reason is missing")
                : Refuse("invariant", bundle.Header.Place("reason"), "the reason must be new, update or delete");
        }

        if (bundle.EventCode == "servicerequest-response")
            return Response(bundle);

        if (bundle.ServiceRequest is not { } request)
            return Refuse("invariant", "Bundle.entry", "a ServiceRequest is missing");
        var category = Category(request, FhirSystem.MessageCategories);
        var workflow = new Workflow(WorkflowKind.New, category, Category(request, FhirSystem.UseCases), request.Resource.Text("status"), null);
        if (workflow.Status is null)
            return Refuse("required", request.Place("status"), "the status is missing");
        if (category is null)
            return Refuse("invariant", request.Place("category"), "the message category is missing");
        if (request.Resource.Text("intent") is { } intent && intent != "plan")
            return Refuse("invariant", request.Place("intent"), "the intent must be plan");
        if (Kind(reason, workflow) is not { } kind)
            return Refuse("invariant", request.Place("status"), $"{reason} with this status and category is no workflow");

        workflow = workflow with { Kind = kind };
        return (Definition(bundle, workflow) ?? PlanStatus(bundle, request, workflow)) is { } wrong ? (null, wrong) : (workflow, null);
    }

    private static FhirRefusal? EventRefusal(MessageBundle bundle)
    {
        var place = bundle.Header.Place("eventCoding");
        if (bundle.Header.Resource.At("eventCoding") is null)
            return FhirRefusal.BadRequest("required", place, "eventCoding is missing");
        if (!FhirSystem.Same(bundle.Header.Resource.Text("eventCoding", "system"), FhirSystem.MessageEvents))
            return FhirRefusal.BadRequest("invariant", place, "the event is not one of BaRS");
        return bundle.EventCode switch
        {
            "servicerequest-request" or "servicerequest-response" => null,
            "booking-request" or "booking-response" => FhirRefusal.NotImplemented(place, "bookings are not received here"),
            _ => FhirRefusal.BadRequest("invariant", place, "the event is not known"),
        };
    }

    private static (Workflow?, FhirRefusal?) Response(MessageBundle bundle)
    {
        var answered = bundle.Header.Resource.Text("response", "identifier");
        if (string.IsNullOrEmpty(answered))
            return Refuse("invariant", bundle.Header.Place("response"), "a response must say which message it answers");
        var request = bundle.ServiceRequest;
        return (new(
            WorkflowKind.Response,
            request is null ? null : Category(request, FhirSystem.MessageCategories),
            request is null ? null : Category(request, FhirSystem.UseCases),
            request?.Resource.Text("status"),
            answered), null);
    }

    private static WorkflowKind? Kind(string reason, Workflow stated) => (reason, stated.Status, stated.Category) switch
    {
        ("new", "active", "referral" or "validation") => WorkflowKind.New,
        ("new", "active", "request") when stated.Application == 8 => WorkflowKind.New,
        ("update" or "delete", _, _) when CancelStatuses.Contains(stated.Status) => WorkflowKind.Cancel,
        ("update", "active", "validation") => WorkflowKind.Update,
        ("update", "active", _) when stated.Application == 6 => WorkflowKind.Update,
        ("update", "on-hold", "validation") => WorkflowKind.Update,
        _ => null,
    };

    /// <summary>The MessageDefinition must be one of those that belong to the workflow; published cancellations may lack it.</summary>
    private static FhirRefusal? Definition(MessageBundle bundle, Workflow workflow)
    {
        const string prefix = "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-";
        var place = bundle.Header.Place("definition");
        if (bundle.Definition is not { } definition)
            return workflow.Kind == WorkflowKind.Cancel ? null : FhirRefusal.BadRequest("invariant", place, "the message definition is missing");
        var kind = definition.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? definition[prefix.Length..] : null;
        var fits = (kind, workflow.Kind) switch
        {
            ("cancelled", WorkflowKind.Cancel) => true,
            ("referral" or "validation", WorkflowKind.Cancel) => true,
            ("validation", _) => workflow.IsValidation,
            ("referral", _) => !workflow.IsValidation,
            _ => false,
        };
        return fits ? null : FhirRefusal.BadRequest("invariant", place, "the message definition does not belong to this workflow");
    }

    /// <summary>What the sender has finished before referring; missing resources are for a later check to name.</summary>
    private static FhirRefusal? PlanStatus(MessageBundle bundle, BundleEntry request, Workflow workflow)
    {
        if (workflow.Kind == WorkflowKind.Cancel)
            return null;
        string[] plans = workflow.IsValidation || workflow.Application == 6 ? ["active"] : ["completed"];
        string[] encounters = (workflow.Kind, workflow.IsValidation, workflow.Application) switch
        {
            (WorkflowKind.Update, _, _) => ["triaged", "in-progress", "finished", "planned"],
            (_, true, _) => ["triaged", "in-progress"],
            (_, _, 6) => ["triaged", "finished", "in-progress"],
            _ => ["triaged", "finished"],
        };
        return Status(bundle, bundle.Resolve(request.Resource.Each("basedOn").FirstOrDefault().Text("reference")), "CarePlan", plans)
            ?? Status(bundle, bundle.Resolve(request.Reference("encounter")), "Encounter", encounters);
    }

    private static FhirRefusal? Status(MessageBundle bundle, BundleEntry? entry, string type, string[] allowed)
    {
        entry = entry?.Type == type ? entry : bundle.OfType(type).FirstOrDefault();
        return entry is null || allowed.Contains(entry.Resource.Text("status"))
            ? null
            : FhirRefusal.BadRequest("invariant", entry.Place("status"), $"the status of the {type} does not fit this workflow");
    }

    private static string? Category(BundleEntry request, string system) =>
        request.Resource.Each("category").Select(category => category.CodeOf(system)).FirstOrDefault(code => code is not null);

    private static (Workflow?, FhirRefusal?) Refuse(string issue, string place, string diagnostics) =>
        (null, FhirRefusal.BadRequest(issue, place, diagnostics));
}
