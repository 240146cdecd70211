using System.Buffers.Binary;

namespace Platform.Spool;

/// <summary>
/// One record on disk, little-endian:
/// <code>length:u32  crc32c:u32  sequence:u64  lost:u64  payload[length]</code>
/// The checksum covers sequence, lost and payload. A length of zero never occurs, so a run of zeros at the end of a file is a torn tail.
/// </summary>
internal readonly record struct Frame(long Sequence, long Lost, ReadOnlyMemory<byte> Payload)
{
    public const int HeaderBytes = 24;

    public int Bytes => HeaderBytes + Payload.Length;

    public void Write(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)Payload.Length);
        BinaryPrimitives.WriteInt64LittleEndian(target[8..], Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(target[16..], Lost);
        Payload.Span.CopyTo(target[HeaderBytes..]);
        BinaryPrimitives.WriteUInt32LittleEndian(target[4..], Crc32C.Of(target[8..Bytes]));
    }

    /// <summary>Reads the frame at the start of the bytes; false when it is torn or damaged.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> source, out Frame frame)
    {
        frame = default;
        var span = source.Span;
        if (span.Length < HeaderBytes)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(span);
        if (length == 0 || length > span.Length - HeaderBytes)
        {
            return false;
        }

        var end = HeaderBytes + (int)length;
        if (BinaryPrimitives.ReadUInt32LittleEndian(span[4..]) != Crc32C.Of(span[8..end]))
        {
            return false;
        }

        frame = new(BinaryPrimitives.ReadInt64LittleEndian(span[8..]), BinaryPrimitives.ReadInt64LittleEndian(span[16..]), source[HeaderBytes..end]);
        return true;
    }
}
