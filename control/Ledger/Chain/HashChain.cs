using System.Security.Cryptography;
using System.Text.Json;
using Platform.Ledger.Data;

namespace Platform.Ledger.Chain;

/// <summary>Each row's hash covers its own content, its place and the hash of the row before it.</summary>
internal static class HashChain
{
    /// <summary>What the first row follows.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>SHA-256 over a JSON array, in which no value can flow into its neighbour.</summary>
    public static string Of(LedgerEntry entry)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            json.WriteStringValue(entry.PreviousHash);
            json.WriteNumberValue(entry.Sequence);
            json.WriteStringValue(entry.Recorder);
            json.WriteNumberValue(entry.SpoolSequence);
            json.WriteNumberValue(entry.Lost);
            json.WriteNumberValue(entry.ReceivedAt.UtcTicks);
            json.WriteStringValue(entry.Body);
            json.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    /// <summary>Whether a row is what was written: its hash is that of its content, and its columns say what its body says.</summary>
    public static bool IsWhole(LedgerEntry entry)
    {
        if (entry.Hash != Of(entry))
        {
            return false;
        }

        try
        {
            var body = EventBody.Read(entry.Body);
            return (body.Id, body.Action, body.Outcome, body.Time.UtcTicks) == (entry.Id, entry.Action, entry.Outcome, entry.Time.UtcTicks);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
