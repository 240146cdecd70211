using System.Globalization;

namespace Platform.Spool;

/// <summary>One file of a spool; its name is the sequence of its first record.</summary>
internal sealed class Segment(string path, long first)
{
    private const string Extension = ".spool";

    public string Path { get; } = path;

    public long First { get; } = first;

    /// <summary>Bytes of whole, undamaged records.</summary>
    public long Bytes { get; set; }

    public static Segment Create(string directory, long first) =>
        new(System.IO.Path.Combine(directory, first.ToString("D19", CultureInfo.InvariantCulture) + Extension), first);

    /// <summary>The segments of a folder in order.</summary>
    public static List<Segment> List(string directory) =>
    [
        .. Directory.GetFiles(directory, "*" + Extension)
            .Select(path => long.TryParse(System.IO.Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                ? new Segment(path, first)
                : throw new SpoolException($"{path} is not a segment of a spool"))
            .OrderBy(segment => segment.First),
    ];

    /// <summary>The highest sequence of a whole record somewhere after the damage that <see cref="Read"/> stopped at, or null.</summary>
    public long? LastBehindDamage()
    {
        ReadOnlyMemory<byte> rest = File.ReadAllBytes(Path).AsMemory((int)Bytes);
        long? last = null;
        while (rest.Length > Frame.HeaderBytes)
        {
            if (Frame.TryRead(rest, out var frame) && frame.Sequence > First)
            {
                last = frame.Sequence;
                rest = rest[frame.Bytes..];
            }
            else
            {
                rest = rest[1..];
            }
        }

        return last;
    }

    /// <summary>The whole records at the start of the file, up to the first that is torn or damaged or out of sequence.</summary>
    public List<Frame> Read()
    {
        ReadOnlyMemory<byte> rest = File.ReadAllBytes(Path);
        var frames = new List<Frame>();
        var expected = First;
        while (Frame.TryRead(rest, out var frame) && frame.Sequence == expected)
        {
            frames.Add(frame);
            rest = rest[frame.Bytes..];
            expected++;
        }

        return frames;
    }
}
