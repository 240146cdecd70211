using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Cli.Labs.OpenDoor;

/// <summary>The attendee's report: the three questions of the incident, and what nobody can answer any more.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record IncidentAnswers(string Route, string OpenSince, IReadOnlyList<string> Readable, IReadOnlyList<string> Readers, int Patients, string UnknownUntil)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public static IncidentAnswers Empty { get; } = new("", "", [], [], 0, "");

    public void WriteTo(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this, Json) + "\n");

    /// <exception cref="LabException">It is not such a report; the message says where.</exception>
    public static IncidentAnswers Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<IncidentAnswers>(File.ReadAllText(file), Json) ?? Empty;
        }
        catch (FileNotFoundException missing)
        {
            throw new LabException($"{LabFolder.Show(file)} is gone. Begin again with ./platform lab reset 2", inner: missing);
        }
        catch (JsonException wrong)
        {
            throw new LabException($"{LabFolder.Show(file)}: {wrong.Message} Compare with the form in docs/workshop/2-the-open-door.md", inner: wrong);
        }
    }
}
