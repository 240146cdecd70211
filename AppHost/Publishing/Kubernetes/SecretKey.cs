namespace Platform.AppHost.Publishing.Kubernetes;

/// <summary>The key under which a Secret of its own holds a parameter.</summary>
internal static class SecretKey
{
    /// <summary>The last word of the parameter's name; Dapr asks for <c>token</c> in the Secrets that its annotations name.</summary>
    public static string Of(ParameterResource parameter) => parameter.Name[(parameter.Name.LastIndexOf('-') + 1)..];
}
