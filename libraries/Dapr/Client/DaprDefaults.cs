namespace Dapr.Client;

/// <summary>What Dapr's SDKs read from the environment.</summary>
internal static class DaprDefaults
{
    public static string HttpEndpoint => Variable("DAPR_HTTP_ENDPOINT") ?? $"http://127.0.0.1:{Variable("DAPR_HTTP_PORT") ?? "3500"}";

    public static string? ApiToken => Variable("DAPR_API_TOKEN");

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
