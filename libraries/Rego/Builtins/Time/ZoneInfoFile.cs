using System.Buffers.Binary;
using System.Text;

namespace Platform.Rego.Builtins.Time;

/// <summary>A zone of the IANA database in TZif form, RFC 9636.</summary>
internal sealed class ZoneInfoFile : TimeZoneRules
{
    private const int HeaderLength = 44;
    private const int MaxFileLength = 1 << 20;

    private static readonly string[] Folders =
        ["/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/locale/TZ", "/etc/zoneinfo"];

    private readonly long[] transitions;
    private readonly byte[] transitionTypes;
    private readonly (string Abbreviation, int Offset, bool IsDaylight)[] types;
    private readonly ZoneRule? extension;

    private ZoneInfoFile(ReadOnlySpan<byte> file)
    {
        Header header = ReadHeader(file, 0);
        int start = HeaderLength, size = 4;
        if (file[4] >= (byte)'2')
        {
            start += header.DataLength(4);
            header = ReadHeader(file, start);
            start += HeaderLength;
            size = 8;
        }

        ReadOnlySpan<byte> data = file[start..];
        transitions = new long[header.TransitionCount];
        for (int i = 0; i < transitions.Length; i++)
        {
            transitions[i] = size == 8
                ? BinaryPrimitives.ReadInt64BigEndian(data[(8 * i)..])
                : BinaryPrimitives.ReadInt32BigEndian(data[(4 * i)..]);
        }

        data = data[(size * header.TransitionCount)..];
        transitionTypes = data[..header.TransitionCount].ToArray();
        data = data[header.TransitionCount..];
        ReadOnlySpan<byte> names = data.Slice(6 * header.TypeCount, header.NameLength);
        types = new (string, int, bool)[header.TypeCount];
        for (int i = 0; i < types.Length; i++)
        {
            ReadOnlySpan<byte> entry = data[(6 * i)..];
            ReadOnlySpan<byte> name = names[entry[5]..];
            types[i] = (Encoding.ASCII.GetString(name[..name.IndexOf((byte)0)]), BinaryPrimitives.ReadInt32BigEndian(entry), entry[4] != 0);
        }

        if (size == 8)
        {
            string footer = Encoding.ASCII.GetString(file[(start + header.DataLength(8))..]).Trim('\n', '\0');
            extension = ZoneRule.TryParse(footer);
        }
    }

    public static ZoneInfoFile? TryLoad(string name)
    {
        if (name.Length == 0 || name[0] is '/' or '\\' || name.Contains("..") || name.Contains('\\') || name.Contains('\0'))
        {
            return null;
        }

        foreach (string folder in Folders)
        {
            string path = Path.Combine(folder, name);
            if (File.Exists(path) && new FileInfo(path).Length is > HeaderLength and < MaxFileLength)
            {
                byte[] content = File.ReadAllBytes(path);
                return content.AsSpan().StartsWith("TZif"u8) ? new ZoneInfoFile(content) : null;
            }
        }

        return null;
    }

    public override ZonePeriod At(long unixSeconds)
    {
        if (transitions.Length == 0 || unixSeconds < transitions[0])
        {
            int initial = Math.Max(0, Array.FindIndex(types, type => !type.IsDaylight));
            return extension is not null && transitions.Length == 0
                ? extension.At(unixSeconds, long.MinValue)
                : Period(initial, long.MinValue, transitions.Length > 0 ? transitions[0] : long.MaxValue);
        }

        int index = Array.BinarySearch(transitions, unixSeconds);
        index = index < 0 ? ~index - 1 : index;
        if (index == transitions.Length - 1 && extension is not null)
        {
            return extension.At(unixSeconds, transitions[index]);
        }

        return Period(transitionTypes[index], transitions[index], index + 1 < transitions.Length ? transitions[index + 1] : long.MaxValue);
    }

    private ZonePeriod Period(int type, long start, long end) => new(types[type].Abbreviation, types[type].Offset, start, end);

    private static Header ReadHeader(ReadOnlySpan<byte> file, int start)
    {
        ReadOnlySpan<byte> counts = file[(start + 20)..];
        return new Header(
            BinaryPrimitives.ReadInt32BigEndian(counts),
            BinaryPrimitives.ReadInt32BigEndian(counts[4..]),
            BinaryPrimitives.ReadInt32BigEndian(counts[8..]),
            BinaryPrimitives.ReadInt32BigEndian(counts[12..]),
            BinaryPrimitives.ReadInt32BigEndian(counts[16..]),
            BinaryPrimitives.ReadInt32BigEndian(counts[20..]));
    }

    private readonly record struct Header(int UtCount, int StandardCount, int LeapCount, int TransitionCount, int TypeCount, int NameLength)
    {
        public int DataLength(int size) =>
            TransitionCount * (size + 1) + TypeCount * 6 + NameLength + LeapCount * (size + 4) + StandardCount + UtCount;
    }
}
