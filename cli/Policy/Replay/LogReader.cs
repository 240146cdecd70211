using System.Buffers;
using System.IO.Compression;
using Platform.Cli.Rego;

namespace Platform.Cli.Policy.Replay;

/// <summary>Whole lines of a decision log, and where they stand.</summary>
/// <param name="File">Which of the logs, from 0.</param>
/// <param name="Row">The line of the first, from 1.</param>
/// <param name="Buffer">Rented; the worker gives it back.</param>
/// <param name="Length">How much of it is text.</param>
internal readonly record struct LogChunk(int File, long Row, byte[] Buffer, int Length);

/// <summary>Reads decision logs of any size in chunks of whole lines: JSON lines, compressed by gzip or not, whatever the file is called.</summary>
internal static class LogReader
{
    private const int ChunkSize = 1 << 20;
    private const int LongestLine = 64 << 20;

    /// <exception cref="PolicyFilesException">A file cannot be read, is cut off inside its compression, or has a line that is too long.</exception>
    public static IEnumerable<LogChunk> Read(IReadOnlyList<string> names)
    {
        for (var file = 0; file < names.Count; file++)
        {
            using var stream = Open(names[file]);
            var (buffer, length, row) = (ArrayPool<byte>.Shared.Rent(ChunkSize), 0, 1L);
            while (true)
            {
                var read = Fill(stream, buffer.AsSpan(length), names[file], row);
                length += read;
                var end = read == 0 ? length : buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
                if (end > 0)
                {
                    var rest = ArrayPool<byte>.Shared.Rent(Math.Max(ChunkSize, length - end));
                    buffer.AsSpan(end, length - end).CopyTo(rest);
                    var rows = buffer.AsSpan(0, end).Count((byte)'\n');
                    yield return new LogChunk(file, row, buffer, end);
                    (buffer, length, row) = (rest, length - end, row + rows);
                }
                else if (length == buffer.Length)
                {
                    if (length >= LongestLine)
                        throw new PolicyFilesException($"{names[file]}:{row}: the line is longer than {LongestLine >> 20} MB");
                    var longer = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
                    buffer.AsSpan(0, length).CopyTo(longer);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = longer;
                }

                if (read == 0)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    break;
                }
            }
        }
    }

    private static int Fill(Stream stream, Span<byte> into, string name, long row)
    {
        try
        {
            return stream.ReadAtLeast(into, into.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException broken)
        {
            throw new PolicyFilesException($"{name}: after line {row}: the compression is broken or cut off: {broken.Message}", broken);
        }
    }

    private static Stream Open(string name)
    {
        var stream = name == "-" ? Console.OpenStandardInput() : new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        var buffered = new BufferedStream(stream, 1 << 16);
        if (name == "-")
            return buffered;
        var magic = (stream.ReadByte(), stream.ReadByte());
        stream.Position = 0;
        return magic == (0x1f, 0x8b) ? new GZipStream(buffered, CompressionMode.Decompress) : buffered;
    }
}
