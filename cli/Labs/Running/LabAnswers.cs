using System.Text.Json;

namespace Platform.Cli.Labs.Running;

/// <summary>The attendee's answers: a JSON file with the members that the lab asks for, and no others.</summary>
internal static class LabAnswers
{
    private const string File = "answers.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static string PathIn(LabFolder folder) => folder[File];

    public static void Write<T>(LabFolder folder, T empty) => System.IO.File.WriteAllText(PathIn(folder), JsonSerializer.Serialize(empty, Json) + "\n");

    /// <exception cref="LabException">The file is not such answers; the message says where.</exception>
    public static T Read<T>(LabFolder folder, string page)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(System.IO.File.ReadAllText(PathIn(folder)), Json)
                ?? throw new LabException($"{folder.Shown(File)} says null. Compare with the form in {page}");
        }
        catch (FileNotFoundException missing)
        {
            throw new LabException($"{folder.Shown(File)} is gone. Begin again with ./platform lab reset {folder.Number}", inner: missing);
        }
        catch (JsonException wrong)
        {
            throw new LabException($"{folder.Shown(File)}: {wrong.Message} Compare with the form in {page}", inner: wrong);
        }
    }
}
