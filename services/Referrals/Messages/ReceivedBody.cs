using System.Buffers;
using Platform.Referrals.Fhir;

namespace Platform.Referrals.Messages;

/// <summary>The bytes of a body within a limit, read once for the decision's facts and for the handler.</summary>
public static class ReceivedBody
{
    public const int BytesMax = 1 << 20;

    /// <summary>The whole body, or the refusal of one that is too large.</summary>
    public static async Task<(byte[]? Bytes, FhirRefusal? Refusal)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > BytesMax)
            return (null, TooLarge());
        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
            {
                if (body.Length + read > BytesMax)
                    return (null, TooLarge());
                body.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }

        return (body.ToArray(), null);
    }

    private static FhirRefusal TooLarge() => FhirRefusal.TooLarge($"a message has at most {BytesMax} bytes");
}
