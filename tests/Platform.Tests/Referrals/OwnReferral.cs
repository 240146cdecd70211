using System.Text.Json.Nodes;
using Platform.Contracts;
using Platform.Referrals.Fhir;

namespace Platform.Tests.Referrals;

/// <summary>Our own sample message, and small changes to it.</summary>
internal static class OwnReferral
{
    public static JsonObject Message() => JsonNode.Parse(SampleMessages.Referral)!.AsObject();

    public static JsonObject Headers() => JsonNode.Parse(SampleMessages.Headers)!.AsObject();

    public static JsonObject For(string? nhsNumber)
    {
        var message = Message();
        var patient = message.Resource("Patient");
        if (nhsNumber is null)
            patient.Remove("identifier");
        else
            patient["identifier"]![0]!["value"] = nhsNumber;
        return message;
    }

    public static JsonObject Without(string type)
    {
        var message = Message();
        var entries = message["entry"]!.AsArray();
        for (var index = entries.Count - 1; index >= 0; index--)
        {
            if (entries[index]!["resource"].Text("resourceType") == type)
                entries.RemoveAt(index);
        }

        return message;
    }

    /// <summary>The cancellation of a referral by its sender.</summary>
    public static JsonObject Cancellation(string? id, string status = "revoked")
    {
        var message = Message();
        message["entry"]![0]!["resource"]!["reason"]!["coding"]![0]!["code"] = "update";
        message["entry"]![0]!["resource"]!["definition"] = "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-cancelled";
        var request = message.ServiceRequest();
        request["status"] = status;
        if (id is not null)
            request["id"] = id;
        return message;
    }

    /// <summary>A request for validation, which may be updated later.</summary>
    public static JsonObject Validation(string? id = null, string reason = "new")
    {
        var message = Message();
        message["entry"]![0]!["resource"]!["reason"]!["coding"]![0]!["code"] = reason;
        message["entry"]![0]!["resource"]!["definition"] = "https://fhir.nhs.uk/MessageDefinition/bars-message-servicerequest-request-validation";
        message.Resource("CarePlan")["status"] = "active";
        message.Resource("Encounter")["status"] = "triaged";
        var request = message.ServiceRequest();
        request["category"]![0]!["coding"]![0]!["code"] = "validation";
        request["category"]![0]!["coding"]![1]!["code"] = "a4t1";
        if (id is not null)
            request["id"] = id;
        return message;
    }
}
