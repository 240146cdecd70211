using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Network;

/// <summary>The keys of a request object of <c>http.send</c>.</summary>
internal static class HttpRequestKeys
{
    private static readonly RSet Allowed = RSet.Of(
        "method", "url", "body", "enable_redirect", "force_json_decode", "force_yaml_decode", "headers", "raw_body", "tls_use_system_certs",
        "tls_ca_cert", "tls_ca_cert_file", "tls_ca_cert_env_variable", "tls_client_cert", "tls_client_cert_file",
        "tls_client_cert_env_variable", "tls_client_key", "tls_client_key_file", "tls_client_key_env_variable", "tls_insecure_skip_verify",
        "tls_server_name", "timeout", "cache", "force_cache", "force_cache_duration_seconds", "raise_error", "caching_mode",
        "max_retry_attempts", "cache_ignored_headers");

    /// <exception cref="BuiltinException">A key is unknown, or a required one is missing.</exception>
    public static void Check(RObj request)
    {
        Val[] unknown = [.. request.UnorderedKeys.ToArray().Where(key => !Allowed.Contains(key))];
        if (unknown.Length > 0)
        {
            throw BuiltinException.Operand(1, $"invalid request parameters(s): {Val.SetOf(unknown)}");
        }

        Val[] missing = [.. new Val[] { "method", "url" }.Where(key => !request.ContainsKey(key))];
        if (missing.Length > 0)
        {
            throw BuiltinException.Operand(1, $"missing required request parameters(s): {Val.SetOf(missing)}");
        }
    }
}
