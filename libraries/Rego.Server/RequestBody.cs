using System.Text;
using Microsoft.AspNetCore.Http;
using Platform.Rego.Values;

namespace Platform.Rego.Server;

/// <summary>Reads a request's body. The server bounds its size (<see cref="OpaServerOptions.MaxBodyBytes"/>) before and after it is unpacked.</summary>
internal static class RequestBody
{
    /// <summary>The body as a value; undefined if it is empty.</summary>
    /// <exception cref="OpaException">It is not JSON.</exception>
    public static async Task<Val> JsonAsync(HttpRequest request)
    {
        var bytes = await BytesAsync(request);
        if (bytes.Span.Trim(" \t\r\n"u8).IsEmpty)
            return Val.Undefined;
        try
        {
            return Val.Parse(bytes.Span);
        }
        catch (JsonFormatException broken)
        {
            throw OpaException.BadRequest($"body contains malformed input document: {broken.Message}");
        }
    }

    /// <summary>The body as text.</summary>
    /// <exception cref="OpaException">It is not UTF-8.</exception>
    public static async Task<string> TextAsync(HttpRequest request)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString((await BytesAsync(request)).Span);
        }
        catch (DecoderFallbackException)
        {
            throw OpaException.BadRequest("body is not UTF-8");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(HttpRequest request)
    {
        var limit = request.HttpContext.GetOpaOptions().MaxBodyBytes;
        var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted)) > 0)
        {
            if (all.Length + read > limit)
                throw new OpaException(413, "invalid_parameter", $"body is larger than {limit} bytes");
            all.Write(buffer, 0, read);
        }

        return all.GetBuffer().AsMemory(0, (int)all.Length);
    }
}
