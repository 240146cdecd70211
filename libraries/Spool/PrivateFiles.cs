using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Platform.Spool;

/// <summary>Files that only their owner reads, and that are there after a power cut.</summary>
internal static partial class PrivateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    public static FileStream Open(string path, FileMode mode, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode != FileMode.Open)
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    /// <summary>Replaces a small file as a whole: after a crash it holds the old content or the new one.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var next = path + ".new";
        using (var file = Open(next, FileMode.Create))
        {
            file.Write(content);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }

        File.Move(next, path, overwrite: true);
        FlushDirectory(Path.GetDirectoryName(path)!);
    }

    /// <summary>A new name in a folder survives a power cut only after the folder itself is flushed.</summary>
    public static void FlushDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = OpenDirectory(path, 0);
        if (descriptor < 0)
        {
            throw new SpoolException($"cannot open {path} to flush it (errno {Marshal.GetLastPInvokeError()})");
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (Flush(descriptor) != 0)
        {
            throw new SpoolException($"cannot flush {path} (errno {Marshal.GetLastPInvokeError()})");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenDirectory(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);
}
