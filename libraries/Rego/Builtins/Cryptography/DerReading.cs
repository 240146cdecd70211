using System.Formats.Asn1;

namespace Platform.Rego.Builtins.Cryptography;

/// <summary>Malformed ASN.1 with Go's first words for it.</summary>
internal static class DerReading
{
    public static T Certificate<T>(Func<T> read) => Translate(read, "x509: malformed certificate");

    public static T Structure<T>(Func<T> read) => Translate(read, "asn1: structure error");

    private static T Translate<T>(Func<T> read, string prefix)
    {
        try
        {
            return read();
        }
        catch (Exception malformed) when (malformed is AsnContentException or System.Security.Cryptography.CryptographicException
            or OverflowException or ArgumentException or FormatException)
        {
            throw new BuiltinException($"{prefix}: {malformed.Message}");
        }
    }
}
