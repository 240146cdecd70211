using System.Text.Json;
using Platform.WorkloadIdentity;

namespace Platform.PolicyControl.Emergency;

/// <summary>
/// What is closed now, in a file that outlives the process. A file that cannot be read stops the start: nobody knows what it closed, and what was published keeps
/// deciding in the services until it expires.
/// </summary>
public sealed class EmergencyDenials
{
    private readonly string path;
    private volatile IReadOnlyList<EmergencyDenial> active;

    /// <summary>Opens the file, which need not exist.</summary>
    /// <exception cref="InvalidDataException">It cannot be read.</exception>
    public EmergencyDenials(string path)
    {
        this.path = path;
        active = Load();
    }

    /// <summary>All denials in force, in the order in which they were imposed.</summary>
    public IReadOnlyList<EmergencyDenial> Active => active;

    internal void Add(EmergencyDenial denial) => Save([.. active, denial]);

    internal void Remove(string id) => Save([.. active.Where(denial => denial.Id != id)]);

    private void Save(IReadOnlyList<EmergencyDenial> denials)
    {
        PrivateFile.Write(path, JsonSerializer.Serialize(denials));
        active = denials;
    }

    private IReadOnlyList<EmergencyDenial> Load()
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<EmergencyDenial[]>(File.ReadAllText(path)) ?? throw new JsonException("null") : [];
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: what was closed in an emergency cannot be read: {e.Message}", e);
        }
    }
}
