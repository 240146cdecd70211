using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Urls;

/// <summary>uri.*</summary>
internal static class UriBuiltins
{
    /// <summary>The parts that are there; <c>raw_path</c> comes with <c>path</c>.</summary>
    [Builtin("uri.parse")]
    internal static RObj Parse(string uri)
    {
        var url = GoUrl.Parse(uri);
        var parts = new ObjectBuilder();
        Set("scheme", url.Scheme);
        Set("hostname", url.Hostname);
        Set("port", url.Port);
        Set("path", url.Path);
        Set("raw_path", url.RawPath.Length > 0 ? url.RawPath : url.Path);
        Set("raw_query", url.RawQuery);
        Set("fragment", url.Fragment);
        return parts.Build();

        void Set(string name, string value)
        {
            if (value.Length > 0)
            {
                parts.Set(name, value);
            }
        }
    }

    /// <summary>The empty string is not valid.</summary>
    [Builtin("uri.is_valid")]
    internal static bool IsValid(Val uri)
    {
        if (uri.Kind != ValKind.String || uri.AsString().Length == 0)
        {
            return false;
        }

        try
        {
            GoUrl.Parse(uri.AsString());
            return true;
        }
        catch (BuiltinException)
        {
            return false;
        }
    }
}
