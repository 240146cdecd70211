using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Platform.Rego.Values;

namespace Platform.Rego.Server;

/// <summary>Writes answers. A whole answer is made before its first byte leaves, so that an error never follows half a document.</summary>
internal static class OpaAnswer
{
    /// <summary>An object whose members a function writes.</summary>
    public static Task ObjectAsync(HttpContext http, int status, bool pretty, Action<Utf8JsonWriter> members) => WriteAsync(http, status, pretty, json =>
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    });

    /// <summary>A bare value, as the v0 API answers.</summary>
    public static Task ValueAsync(HttpContext http, bool pretty, Val value) => WriteAsync(http, 200, pretty, value.WriteJson);

    public static Task RefusalAsync(HttpContext http, OpaException refusal) => ObjectAsync(http, refusal.Status, pretty: true, json => Refusal(json, refusal));

    /// <summary>The members of <c>{"code","message","errors"}</c>.</summary>
    public static void Refusal(Utf8JsonWriter json, OpaException refusal)
    {
        json.WriteString("code", refusal.Code);
        json.WriteString("message", refusal.Message);
        if (refusal.Errors.Count == 0)
            return;
        json.WriteStartArray("errors");
        foreach (var error in refusal.Errors)
        {
            json.WriteStartObject();
            json.WriteString("code", error.Code);
            json.WriteString("message", error.Message);
            if (error.Row > 0)
            {
                json.WriteStartObject("location");
                json.WriteString("file", error.File);
                json.WriteNumber("row", error.Row);
                json.WriteNumber("col", error.Column);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Member(Utf8JsonWriter json, string name, Val value)
    {
        json.WritePropertyName(name);
        value.WriteJson(json);
    }

    private static async Task WriteAsync(HttpContext http, int status, bool pretty, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(1_024);
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = pretty, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
            write(json);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.Body.WriteAsync(bytes.WrittenMemory, http.RequestAborted);
    }
}
