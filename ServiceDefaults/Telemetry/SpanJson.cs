using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using OpenTelemetry;
using OpenTelemetry.Resources;

namespace Platform.ServiceDefaults;

/// <summary>
/// Spans in OTLP's JSON form: ids in hexadecimal, 64-bit numbers as strings, enums as numbers
/// (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding).
/// </summary>
internal static class SpanJson
{
    public static ReadOnlySpan<byte> Line(Resource resource, in Batch<Activity> batch)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("resourceSpans"u8);
            json.WriteStartObject();
            json.WriteStartObject("resource"u8);
            WriteAttributes(json, resource.Attributes.Select(pair => KeyValuePair.Create(pair.Key, (object?)pair.Value)));
            json.WriteEndObject();
            json.WriteStartArray("scopeSpans"u8);
            foreach (var span in batch)
            {
                WriteScope(json, span);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }

    private static void WriteScope(Utf8JsonWriter json, Activity span)
    {
        json.WriteStartObject();
        json.WriteStartObject("scope"u8);
        json.WriteString("name"u8, span.Source.Name);
        json.WriteEndObject();
        json.WriteStartArray("spans"u8);
        WriteSpan(json, span);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSpan(Utf8JsonWriter json, Activity span)
    {
        json.WriteStartObject();
        json.WriteString("traceId"u8, span.TraceId.ToHexString());
        json.WriteString("spanId"u8, span.SpanId.ToHexString());
        if (span.ParentSpanId != default)
        {
            json.WriteString("parentSpanId"u8, span.ParentSpanId.ToHexString());
        }

        json.WriteString("name"u8, span.DisplayName);
        json.WriteNumber("kind"u8, (int)span.Kind + 1);
        json.WriteString("startTimeUnixNano"u8, Nanoseconds(span.StartTimeUtc));
        json.WriteString("endTimeUnixNano"u8, Nanoseconds(span.StartTimeUtc + span.Duration));
        WriteAttributes(json, span.TagObjects);
        if (span.Status != ActivityStatusCode.Unset)
        {
            json.WriteStartObject("status"u8);
            json.WriteNumber("code"u8, (int)span.Status);
            json.WriteEndObject();
        }

        WriteLinks(json, span);
        json.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter json, Activity span)
    {
        if (!span.Links.Any())
        {
            return;
        }

        json.WriteStartArray("links"u8);
        foreach (var link in span.Links)
        {
            json.WriteStartObject();
            json.WriteString("traceId"u8, link.Context.TraceId.ToHexString());
            json.WriteString("spanId"u8, link.Context.SpanId.ToHexString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAttributes(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> attributes)
    {
        json.WriteStartArray("attributes"u8);
        foreach (var (key, value) in attributes)
        {
            if (value is null)
            {
                continue;
            }

            json.WriteStartObject();
            json.WriteString("key"u8, key);
            json.WriteStartObject("value"u8);
            WriteValue(json, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case bool flag:
                json.WriteBoolean("boolValue"u8, flag);
                break;
            case int or long or short or byte or uint or ushort:
                json.WriteString("intValue"u8, Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
                break;
            case double or float:
                json.WriteNumber("doubleValue"u8, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            default:
                json.WriteString("stringValue"u8, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static string Nanoseconds(DateTime utc) =>
        ((utc - DateTime.UnixEpoch).Ticks * 100).ToString(CultureInfo.InvariantCulture);
}
