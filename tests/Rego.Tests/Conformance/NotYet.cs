using Platform.Rego.Values;

namespace Platform.Rego.Tests.Conformance;

/// <summary>The cases that do not pass yet, each with its reason; a listed case that passes fails the run.</summary>
internal static class NotYet
{
    internal static void Write(string file, string half, IEnumerable<KeyValuePair<string, string>> failures)
    {
        var notes = new ObjectBuilder();
        foreach (var (note, problem) in failures)
        {
            notes.Set(note, problem);
        }

        File.WriteAllText(file, JsonText.WriteIndented(Val.ObjectOf((half, Val.From(notes.Build()))), "", "  ") + "\n");
    }

    internal static IReadOnlyDictionary<string, string> Of(string half)
    {
        var json = Val.Parse(File.ReadAllBytes(System.IO.Path.Combine(AppContext.BaseDirectory, "Conformance", "not-yet.json")));
        var notes = new Dictionary<string, string>(StringComparer.Ordinal);

        // What fails with OPA's plan, for want of a builtin, fails with ours too and is listed once.
        foreach (var part in new[] { "opa-plans", half }.Distinct())
        {
            if (json[part].Kind == ValKind.Object)
            {
                foreach (var (note, reason) in json[part].AsObject())
                {
                    notes[note.AsString()] = reason.AsString();
                }
            }
        }

        return notes;
    }
}
