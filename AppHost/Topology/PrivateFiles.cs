using System.Security.Cryptography;
using System.Text;

namespace Platform.AppHost.Topology;

/// <summary>Files and folders that only their owner can read.</summary>
internal static class PrivateFiles
{
    public static string Folder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>Replaces the file in one step.</summary>
    public static void Write(string path, string content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var fresh = path + ".new";
        File.Delete(fresh);
        using (var file = new FileStream(fresh, options))
        {
            file.Write(Encoding.UTF8.GetBytes(content));
        }

        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>A P-256 key; made when the file is missing.</summary>
    public static ECDsa Key(string path)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(path))
        {
            key.ImportFromPem(File.ReadAllText(path));
        }
        else
        {
            Write(path, key.ExportPkcs8PrivateKeyPem());
        }

        return key;
    }
}
