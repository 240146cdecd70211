using System.Security.Cryptography;
using System.Text;

namespace Platform.Rego.Builtins.Cryptography;

/// <summary>A PEM block, RFC 7468, found as Go's encoding/pem does.</summary>
internal sealed record PemBlock(string Type, byte[] Bytes)
{
    /// <summary>The first block of a text and what follows it; null if there is none.</summary>
    public static PemBlock? TryRead(string text, out string rest)
    {
        if (!PemEncoding.TryFind(text, out PemFields fields))
        {
            rest = text;
            return null;
        }

        // The line of the end marker belongs to the block.
        rest = text[fields.Location.End..];
        int newline = rest.IndexOf('\n');
        rest = newline >= 0 && rest.AsSpan(0, newline).Trim().IsEmpty ? rest[(newline + 1)..] : rest;
        return new PemBlock(text[fields.Label], Convert.FromBase64String(text[fields.Base64Data]));
    }

    /// <summary>All blocks of a text.</summary>
    public static List<PemBlock> ReadAll(string text)
    {
        List<PemBlock> blocks = [];
        while (TryRead(text, out string rest) is { } block)
        {
            blocks.Add(block);
            text = rest;
        }

        return blocks;
    }

    /// <summary>A text that is PEM, or base64 of it, or base64 of DER.</summary>
    public static (string? Pem, byte[] Der) Open(string text)
    {
        if (text.StartsWith("-----BEGIN", StringComparison.Ordinal))
        {
            return (text, []);
        }

        byte[] decoded = GoBase64.Standard.Decode(text);
        return decoded.AsSpan().StartsWith("-----BEGIN"u8) ? (Encoding.UTF8.GetString(decoded), []) : (null, decoded);
    }
}
