using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Platform.Rego.Bundles;

/// <summary>Reads and writes bundles in OPA's form: a gzip-compressed tar.</summary>
public static class BundleArchive
{
    private const int UstarNameMax = 100;

    /// <summary>Reads an archive. Nothing touches the disk, so that a path in it leads nowhere.</summary>
    /// <exception cref="BundleRefusedException">It is malformed or too large.</exception>
    public static Bundle Read(ReadOnlyMemory<byte> archive, BundleLimits? limits = null)
    {
        var files = Unpack(archive, limits ?? BundleLimits.Default);
        ReadOnlyMemory<byte>? signatures = files.Remove(Bundle.SignaturesName, out var signed) ? signed : null;
        var manifest = files.TryGetValue(Bundle.ManifestName, out var bytes) ? BundleManifest.Parse(bytes) : new("", [""], 0, null, null);
        return new(manifest, files, signatures);
    }

    /// <summary>The files of an archive by name, whatever its manifest says.</summary>
    /// <exception cref="BundleRefusedException">It is malformed or too large.</exception>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> ReadFiles(ReadOnlyMemory<byte> archive, BundleLimits? limits = null) =>
        Unpack(archive, limits ?? BundleLimits.Default);

    /// <summary>Writes an archive; the same bundle gives the same bytes.</summary>
    public static byte[] Write(Bundle bundle)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar))
        {
            foreach (var (name, content) in bundle.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
            {
                Pack(tar, name, content);
            }

            if (bundle.Signatures is { } signatures)
            {
                Pack(tar, Bundle.SignaturesName, signatures);
            }
        }

        return bytes.ToArray();
    }

    private static void Pack(TarWriter tar, string name, ReadOnlyMemory<byte> content)
    {
        // The older form has room for names of so many bytes, and is what any reader reads.
        TarEntry entry = Encoding.UTF8.GetByteCount(name) <= UstarNameMax
            ? new UstarTarEntry(TarEntryType.RegularFile, name)
            : new PaxTarEntry(TarEntryType.RegularFile, name);
        entry.DataStream = new MemoryStream(content.ToArray(), writable: false);
        entry.ModificationTime = DateTimeOffset.UnixEpoch;
        entry.Mode = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        tar.WriteEntry(entry);
    }

    private static SortedDictionary<string, ReadOnlyMemory<byte>> Unpack(ReadOnlyMemory<byte> archive, BundleLimits limits)
    {
        var files = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        try
        {
            Unpack(archive, limits, files);
            return files;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or FormatException or ArgumentException or NotSupportedException or OverflowException or InvalidOperationException)
        {
            throw new BundleRefusedException(BundleRefusal.Malformed, $"the archive cannot be read: {e.Message}", e);
        }
    }

    private static void Unpack(ReadOnlyMemory<byte> archive, BundleLimits limits, SortedDictionary<string, ReadOnlyMemory<byte>> files)
    {
        using var gzip = new GZipStream(new MemoryStream(archive.ToArray(), writable: false), CompressionMode.Decompress);
        using var tar = new TarReader(new BoundedStream(gzip, limits.BytesMax));
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType == TarEntryType.Directory)
            {
                continue;
            }

            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            {
                throw new BundleRefusedException(BundleRefusal.Malformed, $"'{entry.Name}' is not a regular file");
            }

            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            if (!files.TryAdd(NameOf(entry), content.ToArray()) || files.Count > limits.FilesMax)
            {
                throw new BundleRefusedException(BundleRefusal.Malformed, $"'{entry.Name}' is there twice, or there are more than {limits.FilesMax} files");
            }
        }
    }

    private static string NameOf(TarEntry entry)
    {
        var name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name.TrimStart('/');
        return name.Split('/').Any(segment => segment is "" or "." or "..") || name.Contains('\\', StringComparison.Ordinal)
            ? throw new BundleRefusedException(BundleRefusal.Malformed, $"'{entry.Name}' is not a path inside the bundle")
            : name;
    }
}
