namespace Platform.Hosting.Graph;

/// <summary>Names of environment variables made from names of resources.</summary>
internal static class ReferenceVariable
{
    /// <summary>Everything but ASCII letters and digits becomes an underscore; a leading digit gets one in front.</summary>
    public static string Encode(string name)
    {
        var encoded = string.Create(name.Length, name, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
            }
        });
        return encoded.Length > 0 && char.IsAsciiDigit(encoded[0]) ? "_" + encoded : encoded;
    }
}
