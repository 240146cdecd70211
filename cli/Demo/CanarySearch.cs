using System.Text;
using System.Text.Json.Serialization;

namespace Platform.Cli.Demo;

/// <summary>
/// Looks for what belongs to a patient in every file of a platform's state, after everything has been played and attacked: the broker's queues and parked
/// messages, logs, spans, audit spools, caches. The databases of records and referrals are where it belongs, and finding it there shows that the search can
/// find; notifications' database may hold the name alone, with which it greets.
/// </summary>
internal static class CanarySearch
{
    private const int Chunk = 1 << 20;

    /// <summary>Searches.</summary>
    /// <param name="state">The state folder.</param>
    /// <param name="name">The patient's family name.</param>
    /// <param name="secrets">NHS number and text of a note.</param>
    public static CanaryReport Run(string state, string name, IReadOnlyList<string> secrets)
    {
        List<string> hits = [];
        var files = 0;
        var found = false;
        foreach (var file in Directory.EnumerateFiles(state, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            var path = Path.GetRelativePath(state, file);
            var home = HomeOf(path);
            if (Holds(file, home == Home.Greets ? secrets : [name, .. secrets]) is not { } holds)
                continue;
            files++;
            if (holds.Count > 0 && home == Home.Belongs)
                found = true;
            else
                hits.AddRange(holds.Select(what => $"{path}: {(what == name ? "the name" : what == secrets[0] ? "the NHS number" : "the note")}"));
        }
        return new CanaryReport(files, found, hits);
    }

    private enum Home
    {
        Nowhere,
        Belongs,
        Greets,
    }

    private static Home HomeOf(string path)
    {
        var parts = path.Split(Path.DirectorySeparatorChar);
        var database = parts[^1].Contains(".db", StringComparison.Ordinal);
        return parts[0] switch
        {
            "records" or "referrals" when database => Home.Belongs,
            "notifications" when database => Home.Greets,
            // One server, whose files hold the databases of all services.
            "database" => Home.Belongs,
            _ => Home.Nowhere,
        };
    }

    // Null where the file is gone or is not one to read, such as a socket.
    private static HashSet<string>? Holds(string file, IReadOnlyList<string> canaries)
    {
        var patterns = canaries.SelectMany(canary => new[] { (canary, Bytes: Encoding.UTF8.GetBytes(canary)), (canary, Bytes: Encoding.Unicode.GetBytes(canary)) }).ToList();
        var overlap = patterns.Max(pattern => pattern.Bytes.Length);
        var holds = new HashSet<string>();
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var buffer = new byte[Chunk + overlap];
            var kept = 0;
            while (stream.Read(buffer, kept, Chunk) is var read and > 0)
            {
                var window = buffer.AsSpan(0, kept + read);
                foreach (var (canary, bytes) in patterns)
                {
                    if (window.IndexOf(bytes) >= 0)
                        holds.Add(canary);
                }
                kept = Math.Min(overlap, window.Length);
                window[^kept..].CopyTo(buffer);
            }
        }
        catch (IOException)
        {
            return null;
        }
        return holds;
    }
}

/// <param name="Files">How many files were searched.</param>
/// <param name="FoundWhereItBelongs">Whether the search found the patient in the database of records or referrals; otherwise it proves nothing.</param>
/// <param name="Hits">Where else something of the patient lies.</param>
internal sealed record CanaryReport(
    [property: JsonPropertyName("files")] int Files,
    [property: JsonPropertyName("foundWhereItBelongs")] bool FoundWhereItBelongs,
    [property: JsonPropertyName("hits")] IReadOnlyList<string> Hits)
{
    [JsonIgnore]
    public bool IsGood => FoundWhereItBelongs && Hits.Count == 0;
}
