using Platform.Rego.Builtins.Network;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.JsonSchema;

/// <summary>Schemas fetched over HTTP from hosts on the egress allow-list.</summary>
internal static class RemoteSchemas
{
    /// <returns>The schema, or null if the host may not be reached.</returns>
    public static Val? Fetch(BuiltinContext context, string uri)
    {
        EgressOptions egress = EgressOptions.Of(context);
        if (!egress.Allows(new Uri(uri).Host))
        {
            return null;
        }

        try
        {
            using var client = new HttpClient(egress.CreateHandler()) { MaxResponseContentBufferSize = egress.MaxResponseBytes };
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            using HttpResponseMessage response = client.SendAsync(request, context.Cancellation).GetAwaiter().GetResult();
            if (!response.IsSuccessStatusCode)
            {
                throw new BuiltinException($"Could not read schema from HTTP, response status is {(int)response.StatusCode}");
            }

            return Val.Parse(response.Content.ReadAsStringAsync(context.Cancellation).GetAwaiter().GetResult());
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonFormatException)
        {
            throw new BuiltinException($"could not read schema {uri}: {failure.Message}");
        }
    }
}
