using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Platform.Rego.AspNetCore;

/// <summary>The input of a decision: exactly the agreed members, and only what the server established.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Action">What for.</param>
/// <param name="Resource">What the server knows about the thing.</param>
/// <param name="Purpose">Purpose of use; without one the decision is a denial.</param>
/// <param name="Time">Now.</param>
/// <param name="TraceId">The trace.</param>
internal sealed record DecisionInput(PolicyCaller Caller, string Action, ResourceFacts Resource, string? Purpose, DateTimeOffset Time, string TraceId)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The first thing that is missing of what no decision can do without, or null.</summary>
    public string? MissingAttribute() =>
        Caller.ActorId.Length == 0 ? "actor"
        : Purpose is null ? "purpose"
        : Caller.Subject is { Roles.Count: 0 } ? "roles"
        : Caller.Subject is { Acr: null } ? "assurance"
        : Caller.Subject is { AuthTime: null } ? "authTime"
        : Resource.Type.Length == 0 ? "resource"
        : null;

    public ReadOnlyMemory<byte> ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            WriteSubject(json);
            json.WriteStartObject("actor"u8);
            json.WriteString("id"u8, Caller.ActorId);
            json.WriteEndObject();
            json.WriteString("action"u8, Action);
            WriteResource(json);
            json.WriteString("purpose"u8, Purpose);
            WriteContext(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private void WriteSubject(Utf8JsonWriter json)
    {
        if (Caller.Subject is not { } subject)
        {
            json.WriteNull("subject"u8);
            return;
        }

        json.WriteStartObject("subject"u8);
        json.WriteString("id"u8, subject.Id);
        WriteStrings(json, "roles"u8, subject.Roles);
        json.WriteString("organisation"u8, subject.Organisation);
        json.WriteString("acr"u8, subject.Acr);
        WriteTime(json, "authTime"u8, subject.AuthTime);
        json.WriteEndObject();
    }

    private void WriteResource(Utf8JsonWriter json)
    {
        json.WriteStartObject("resource"u8);
        json.WriteString("type"u8, Resource.Type);
        json.WriteString("id"u8, Resource.Id);
        WriteStrings(json, "labels"u8, Resource.Labels);
        json.WritePropertyName("facts"u8);
        if (Resource.Facts.IsUndefined)
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }
        else
        {
            Resource.Facts.WriteJson(json);
        }

        json.WriteEndObject();
    }

    private void WriteContext(Utf8JsonWriter json)
    {
        json.WriteStartObject("context"u8);
        WriteTime(json, "time"u8, Time);
        json.WriteString("traceId"u8, TraceId);
        json.WriteString("transport"u8, Caller.Transport);
        json.WriteStartArray("relationship"u8);
        foreach (var relationship in Resource.Relationships)
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, relationship.Kind);
            json.WriteString("organisation"u8, relationship.Organisation);
            WriteTime(json, "until"u8, relationship.Until);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("breakGlass"u8);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } at)
        {
            json.WriteString(name, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
