using System.Text.Json;
using Platform.Rego.Bundles;
using Platform.WorkloadIdentity;

namespace Platform.PolicyControl.Revisions;

/// <summary>
/// Every revision ever published: one line each in <c>log.jsonl</c>, the archive beside it by its digest. Nothing is ever removed.
/// The archive is written first; a line without its archive does not exist, an archive without its line was never published.
/// </summary>
public sealed class RevisionLog
{
    private readonly string folder;
    private readonly string logPath;
    private volatile IReadOnlyList<Revision> revisions;

    /// <summary>Opens the log.</summary>
    /// <exception cref="InvalidDataException">A line other than a torn last one cannot be read, or an archive is missing.</exception>
    public RevisionLog(string folder)
    {
        this.folder = folder;
        logPath = Path.Combine(folder, "log.jsonl");
        PrivateFile.CreateDirectory(folder);
        revisions = Load();
    }

    /// <summary>All revisions in order.</summary>
    public IReadOnlyList<Revision> Revisions => revisions;

    /// <summary>The revision that is served, or null before the first.</summary>
    public Revision? Latest => revisions.LastOrDefault();

    /// <summary>The exact bytes of a revision, or null when there is none of that digest.</summary>
    public byte[]? Archive(string digest) =>
        revisions.Any(revision => revision.Digest == digest) ? File.ReadAllBytes(ArchivePath(digest)) : null;

    /// <summary>Adds a revision.</summary>
    public void Add(Revision revision, byte[] archive)
    {
        LineLog.Write(ArchivePath(revision.Digest), FileMode.Create, archive);
        LineLog.Append(logPath, JsonSerializer.SerializeToUtf8Bytes(revision));
        revisions = [.. revisions, revision];
    }

    private List<Revision> Load()
    {
        var found = LineLog.Read(logPath).Select(Parse).ToList();
        foreach (var revision in found)
        {
            var path = ArchivePath(revision.Digest);
            if (!File.Exists(path) || Bundle.DigestOf(File.ReadAllBytes(path)) != revision.Digest)
            {
                throw new InvalidDataException($"{path} is missing or is not revision {revision.Sequence}");
            }
        }

        return found;
    }

    private Revision Parse(string line, int index)
    {
        try
        {
            return JsonSerializer.Deserialize<Revision>(line) ?? throw new InvalidDataException($"{logPath}: line {index + 1} is null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{logPath}: line {index + 1} cannot be read: {e.Message}", e);
        }
    }

    private string ArchivePath(string digest) => Path.Combine(folder, $"{digest}.tar.gz");
}
