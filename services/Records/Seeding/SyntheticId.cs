using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platform.Records.Seeding;

/// <summary>Ids that look issued but follow from kind and index, so that every seeded database has the same ones.</summary>
public static class SyntheticId
{
    public static string Of(string kind, int index)
    {
        Span<byte> digest = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"synthetic/{kind}/{index}")), digest);
        return new Guid(digest[..16], bigEndian: true).ToString();
    }
}
