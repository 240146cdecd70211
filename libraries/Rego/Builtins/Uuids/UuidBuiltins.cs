using System.Buffers.Binary;
using System.Globalization;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Uuids;

/// <summary>uuid.*</summary>
internal static class UuidBuiltins
{
    // 100-nanosecond intervals between the Gregorian reform and the Unix epoch, RFC 9562 §5.1.
    private const long GregorianToUnix = 122_192_928_000_000_000;

    /// <summary>A random UUID, the same for the same key within an evaluation.</summary>
    [Builtin("uuid.rfc4122")]
    internal static string Rfc4122(BuiltinContext context, string key) => context.Once("uuid.rfc4122", key, () =>
    {
        Span<byte> bytes = stackalloc byte[16];
        context.Random.NextBytes(bytes);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x40);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D");
    });

    /// <summary>The fields of a UUID; undefined for text that is none.</summary>
    [Builtin("uuid.parse")]
    internal static Val Parse(Val text)
    {
        if (text.Kind != ValKind.String || !TryRead(text.AsString(), out byte[] bytes))
        {
            return default;
        }

        int version = bytes[6] >> 4;
        var fields = new ObjectBuilder().Set("version", version).Set("variant", Variant(bytes[8]));
        if (version is 1 or 2)
        {
            uint low = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            ulong middle = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(4));
            ulong high = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(6)) & 0xFFFUL;
            fields
                .Set("time", ((long)(low | middle << 32 | high << 48) - GregorianToUnix) * 100)
                .Set("clocksequence", BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(8)) & 0x3FFF)
                .Set("nodeid", string.Join('-', bytes.Skip(10).Select(b => b.ToString("x2", CultureInfo.InvariantCulture))))
                .Set("macvariables", $"{((bytes[10] & 2) != 0 ? "local" : "global")}:{((bytes[10] & 1) != 0 ? "multicast" : "unicast")}");
            if (version == 2)
            {
                fields.Set("id", low).Set("domain", Domain(bytes[9]));
            }
        }

        return fields.Build();
    }

    private static string Variant(byte octet) => (octet >> 5) switch
    {
        4 or 5 => "RFC4122",
        6 => "Microsoft",
        7 => "Future",
        _ => "Reserved",
    };

    private static string Domain(byte domain) => domain switch
    {
        0 => "Person",
        1 => "Group",
        2 => "Org",
        _ => $"Domain{domain}",
    };

    /// <summary>With dashes or without, in braces, or as a URN.</summary>
    private static bool TryRead(string text, out byte[] bytes)
    {
        bytes = [];
        string core = text.Length switch
        {
            36 or 32 => text,
            38 => text[1..37],
            45 when text.StartsWith("urn:uuid:", StringComparison.OrdinalIgnoreCase) => text[9..],
            _ => "",
        };
        if (core.Length == 36)
        {
            if (core[8] != '-' || core[13] != '-' || core[18] != '-' || core[23] != '-')
            {
                return false;
            }

            core = core.Remove(23, 1).Remove(18, 1).Remove(13, 1).Remove(8, 1);
        }

        if (core.Length != 32 || !core.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        bytes = Convert.FromHexString(core);
        return true;
    }
}
