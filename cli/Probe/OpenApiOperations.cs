using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.Cli.Probe;

/// <summary>What an API says that it answers.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Path">With its parameters in braces, as in the document.</param>
/// <param name="Types">For each path parameter that has a schema: its format, else its type.</param>
internal sealed record ApiOperation(string Method, string Path, IReadOnlyDictionary<string, string> Types)
{
    /// <summary>For example <c>GET /items/{id}</c>.</summary>
    public string Name => $"{Method} {Path}";

    /// <summary>Whether a call is meant to change nothing.</summary>
    public bool IsRead => Method is "GET" or "HEAD" or "OPTIONS" or "TRACE";
}

/// <summary>The operations of an OpenAPI document, 2.0 or 3.x, as JSON.</summary>
internal static class OpenApiOperations
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
    private static readonly string[] UsualPlaces = ["openapi/v1.json", "swagger/v1/swagger.json"];

    /// <exception cref="ProbeException">The document is nowhere, or no operation is in it.</exception>
    public static async Task<string> FetchAsync(HttpClient client, Uri address, string? document, CancellationToken cancellation)
    {
        if (document is not null && File.Exists(document))
            return await File.ReadAllTextAsync(document, cancellation);
        if (document is not null && !(Uri.TryCreate(document, UriKind.Absolute, out var given) && given.Scheme is "http" or "https"))
            throw new ProbeException($"--openapi {document}: no such file, and no http address");
        var places = document is not null ? [new Uri(document)] : UsualPlaces.Select(place => new Uri(ApiProbe.Folder(address), place)).ToList();
        foreach (var place in places)
        {
            try
            {
                using var response = await client.GetAsync(place, cancellation);
                if (response.IsSuccessStatusCode)
                    return await response.Content.ReadAsStringAsync(cancellation);
            }
            catch (HttpRequestException unreachable)
            {
                throw new ProbeException($"{place}: {unreachable.Message}", unreachable);
            }
        }
        throw new ProbeException($"no OpenAPI document at {string.Join(" or ", places)}: name one with --openapi");
    }

    /// <exception cref="ProbeException">It is no OpenAPI document, or no operation is in it.</exception>
    public static IReadOnlyList<ApiOperation> Read(string text)
    {
        try
        {
            var document = JsonNode.Parse(text);
            var paths = document?["paths"]?.AsObject() ?? throw new ProbeException("the OpenAPI document has no paths");
            var operations = paths.SelectMany(path => path.Value!.AsObject().Where(member => Methods.Contains(member.Key))
                .Select(member => new ApiOperation(member.Key.ToUpperInvariant(), path.Key, Types(document!, path.Value!, member.Value!)))).ToList();
            return operations.Count > 0 ? operations : throw new ProbeException("the OpenAPI document has no operations");
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new ProbeException($"the OpenAPI document cannot be read: {malformed.Message}", malformed);
        }
    }

    private static Dictionary<string, string> Types(JsonNode document, JsonNode path, JsonNode operation)
    {
        var types = new Dictionary<string, string>();
        foreach (var parameter in Parameters(document, path).Concat(Parameters(document, operation)).Where(parameter => (string?)parameter["in"] == "path"))
        {
            var schema = parameter["schema"] ?? parameter;
            // In 3.1 a type may be a list of types.
            var type = schema["format"] ?? (schema["type"] is JsonArray several ? several.FirstOrDefault() : schema["type"]);
            types[(string?)parameter["name"] ?? ""] = (string?)type ?? "string";
        }
        return types;
    }

    private static IEnumerable<JsonNode> Parameters(JsonNode document, JsonNode owner) => (owner["parameters"]?.AsArray() ?? []).Select(parameter =>
        (string?)parameter!["$ref"] is { } reference
            ? reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode?)document, (node, member) => node?[member]) ?? throw new ProbeException($"the OpenAPI document has no {reference}")
            : parameter);
}
