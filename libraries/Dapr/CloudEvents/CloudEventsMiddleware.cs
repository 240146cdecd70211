using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Dapr.CloudEvents;

/// <summary>
/// Hands an endpoint the data of a CloudEvent: `data` as JSON (or as text where `datacontenttype` is not JSON), `data_base64` as bytes.
/// A malformed event is 400; a batch (`application/cloudevents-batch+json`) is left alone, as Dapr does.
/// </summary>
internal sealed class CloudEventsMiddleware(RequestDelegate next)
{
    private const string MediaType = "application/cloudevents+json";
    private const string Json = "application/json";
    private const int DepthMax = 32;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !MediaType.Equals(type.MediaType, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        if (await UnwrapAsync(context) is not { } content)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var (outerBody, outerType, outerLength) = (context.Request.Body, context.Request.ContentType, context.Request.ContentLength);
        using var body = new MemoryStream(content.Data, writable: false);
        try
        {
            (context.Request.Body, context.Request.ContentType, context.Request.ContentLength) = (body, content.Type, content.Data.Length);
            await next(context);
        }
        finally
        {
            (context.Request.Body, context.Request.ContentType, context.Request.ContentLength) = (outerBody, outerType, outerLength);
        }
    }

    private static async Task<(byte[] Data, string Type)?> UnwrapAsync(HttpContext context)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, new JsonDocumentOptions { MaxDepth = DepthMax }, context.RequestAborted);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Data(document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static (byte[] Data, string Type)? Data(JsonElement cloudEvent)
    {
        var type = cloudEvent.TryGetProperty("datacontenttype", out var given) ? given.GetString() ?? Json : Json;
        if (cloudEvent.TryGetProperty("data", out var data))
        {
            var isText = !IsJson(type) && data.ValueKind == JsonValueKind.String;
            return (Encoding.UTF8.GetBytes(isText ? data.GetString()! : data.GetRawText()), type);
        }

        return cloudEvent.TryGetProperty("data_base64", out var encoded) ? (encoded.GetBytesFromBase64(), type) : ([], type);
    }

    private static bool IsJson(string type) =>
        MediaTypeHeaderValue.TryParse(type, out var media)
        && (media.MediaType == Json || media.MediaType?.EndsWith("+json", StringComparison.OrdinalIgnoreCase) == true);
}
