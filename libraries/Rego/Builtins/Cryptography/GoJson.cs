using System.Globalization;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Cryptography;

/// <summary>How Go's encoding/json writes what certificates and keys are made of.</summary>
internal static class GoJson
{
    /// <summary>A slice: null if it is empty.</summary>
    public static Val List(IEnumerable<Val> items)
    {
        var array = new ArrayBuilder();
        foreach (Val item in items)
        {
            array.Add(item);
        }

        return array.Count == 0 ? Val.Null : Val.From(array.Build());
    }

    public static Val Bytes(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes);

    public static Val ObjectId(string id) => List(id.Split('.').Select(part => Val.From(long.Parse(part, CultureInfo.InvariantCulture))));

    public static Val Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
