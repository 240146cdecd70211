using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Platform.Cli.Labs.OpenDoor;

/// <summary>
/// A git repository with what the records service said of itself at each release (its inventory, in the form of the running platform's) and the
/// shape of its summary. Invented, and the same at every start.
/// </summary>
internal static class ReleaseHistory
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly object Summary = new { method = "GET", pattern = "/patients/{id}/summary", listener = "app", label = "policy", action = (string?)"records.summary.read" };
    private static readonly object Opened = new { method = "GET", pattern = "/patients/{id}/summary", listener = Incident.Listener, label = "public", action = (string?)null };
    private static readonly object Health = new { method = "GET", pattern = "/health", listener = Incident.Listener, label = "public", action = (string?)null };

    /// <exception cref="LabException">git is missing or fails.</exception>
    public static void WriteTo(string folder)
    {
        Git(folder, null, "init", "--quiet", "--initial-branch=main");
        Git(folder, Stream(), "fast-import", "--quiet");
        Git(folder, null, "checkout", "--quiet", "--force", "main");
    }

    private static string Stream()
    {
        object[] first = [Route("GET", "/patients/{id}", "records.patient.read"), Route("GET", "/patients/{id}/notes", "records.note.list"), Health];
        object[] second = [.. first, Route("POST", "/patients/search", "records.patient.search")];
        object[] third = [.. second, Route("GET", "/patients/{id}/notes/{noteId}", "records.note.read")];
        var narrow = Incident.Fields.Except(["emergencyContact"]).ToList();
        var text = new StringBuilder();
        Commit(text, "2018-11-05", "R. Adeyemi", "Records 1.0: read a patient, list notes", first, null);
        Commit(text, "2019-03-18", "R. Adeyemi", "Records 1.1: search", second, null);
        Commit(text, Incident.Introduced, "M. Lindqvist", "Records 1.2: a summary for the migration of the practices", [.. second, Summary], narrow);
        Commit(text, Incident.Opened, "T. Brandt", "Records 1.3: the migration job has no token yet, let it in on the inside port", [.. second, Opened], narrow);
        Commit(text, "2020-04-06", "R. Adeyemi", "Records 1.4: read a single note", [.. third, Opened], narrow);
        Commit(text, Incident.Widened, "M. Lindqvist", "Records 1.5: the summary names the emergency contact", [.. third, Opened], Incident.Fields);
        Commit(text, "2023-05-15", "S. Okoye", "Records 2.0: new pipeline, no change", [.. third, Opened], Incident.Fields);
        Commit(text, "2025-09-01", "S. Okoye", "Records 2.1: migration finished, job switched off", [.. third, Opened], Incident.Fields);
        return text.ToString();
    }

    private static object Route(string method, string pattern, string action) => new { method, pattern, listener = "app", label = "policy", action };

    private static void Commit(StringBuilder text, string day, string author, string message, object[] routes, IReadOnlyList<string>? fields)
    {
        var at = DateTimeOffset.Parse(day + "T09:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        var who = $"{author} <{author.Split(' ')[^1].ToLowerInvariant()}@records.example> {at} +0000";
        text.Append(CultureInfo.InvariantCulture, $"commit refs/heads/main\nauthor {who}\ncommitter {who}\n");
        Data(text, message + "\n");
        text.Append("M 100644 inline inventory.json\n");
        Data(text, JsonSerializer.Serialize(new { appId = "records", process = "records", routes }, Indented) + "\n");
        if (fields is not null)
        {
            text.Append("M 100644 inline summary.json\n");
            Data(text, JsonSerializer.Serialize(new { answers = Incident.Route, fields }, Indented) + "\n");
        }
    }

    private static void Data(StringBuilder text, string content) =>
        text.Append(CultureInfo.InvariantCulture, $"data {Encoding.UTF8.GetByteCount(content)}\n{content}\n");

    private static void Git(string folder, string? input, params string[] arguments)
    {
        Directory.CreateDirectory(folder);
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardError = true };
        // Nobody's settings: hooks, templates or a surrounding repository must not matter here.
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment.Remove("GIT_DIR");
        start.Environment.Remove("GIT_WORK_TREE");
        start.Environment.Remove("GIT_INDEX_FILE");
        try
        {
            using var git = Process.Start(start)!;
            if (input is not null)
                git.StandardInput.Write(input);
            git.StandardInput.Close();
            var errors = git.StandardError.ReadToEnd();
            git.WaitForExit();
            if (git.ExitCode != 0)
                throw new LabException($"git {arguments[0]} failed in {folder}: {errors.Trim()}", ExitCode.Failed);
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new LabException("git is missing; lab 2 keeps the releases of the service in a repository. Install git.", ExitCode.MissingTool, missing);
        }
    }
}
