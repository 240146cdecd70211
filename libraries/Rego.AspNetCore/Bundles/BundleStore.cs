using System.Text.Json;

namespace Platform.Rego.AspNetCore;

/// <summary>
/// What the agent keeps on disk: the last good bundle and, in a file of its own, the floor below which no bundle is accepted.
/// Losing the bundle costs a download; the floor survives it.
/// </summary>
internal sealed class BundleStore
{
    private readonly string bundlePath;
    private readonly string floorPath;

    public BundleStore(string directory)
    {
        Spool.PrivateFiles.CreateDirectory(directory);
        bundlePath = Path.Combine(directory, "bundle.tar.gz");
        floorPath = Path.Combine(directory, "floor.json");
    }

    /// <summary>The floor, or null on a fresh installation.</summary>
    /// <exception cref="InvalidDataException">The file is there and cannot be read: accepting anything then would undo the floor.</exception>
    public BundleFloor? LoadFloor()
    {
        if (!File.Exists(floorPath))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(floorPath), BundleFloor.FloorJson.Default.BundleFloor)
                ?? throw new InvalidDataException($"{floorPath} is empty");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{floorPath} cannot be read: {e.Message}; restore it, or delete the folder to start as a new installation", e);
        }
    }

    public byte[]? LoadBundle() => File.Exists(bundlePath) ? File.ReadAllBytes(bundlePath) : null;

    /// <summary>Keeps a bundle that is about to be activated. The floor is raised last, so that a crash between the two costs a download only.</summary>
    public void Save(byte[] archive, BundleFloor floor)
    {
        Spool.PrivateFiles.Replace(bundlePath, archive);
        Save(floor);
    }

    public void Save(BundleFloor floor) =>
        Spool.PrivateFiles.Replace(floorPath, JsonSerializer.SerializeToUtf8Bytes(floor, BundleFloor.FloorJson.Default.BundleFloor));
}
