using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Spool;

/// <summary>What a spool remembers besides its records.</summary>
/// <param name="Acknowledged">Everything up to this sequence has been shipped.</param>
/// <param name="Lost">Records refused or destroyed, ever.</param>
/// <param name="LostUnreported">Those of them that no record on disk tells of yet.</param>
internal sealed partial record SpoolState(long Acknowledged, long Lost, long LostUnreported)
{
    private const string FileName = "state.json";

    public static SpoolState Load(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            return new(0, 0, 0);
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), StateJson.Default.SpoolState) ?? throw new SpoolException($"{path} is empty");
        }
        catch (JsonException e)
        {
            throw new SpoolException($"{path} is not a spool's state: {e.Message}", e);
        }
    }

    public void Save(string directory) =>
        PrivateFiles.Replace(Path.Combine(directory, FileName), JsonSerializer.SerializeToUtf8Bytes(this, StateJson.Default.SpoolState));

    /// <summary>Saves if the disk lets it: a loss stays counted in memory either way, and the next save writes it.</summary>
    public void TrySave(string directory)
    {
        try
        {
            Save(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SpoolException)
        {
        }
    }

    [JsonSerializable(typeof(SpoolState))]
    private sealed partial class StateJson : JsonSerializerContext;
}
