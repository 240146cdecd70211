using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Cli.Rego;

namespace Platform.Cli.Policy;

/// <summary><c>policy matrix</c>: who may do what, as a table that is kept and reviewed like code.</summary>
internal static class MatrixCommand
{
    public static Command Create()
    {
        var folder = PolicyCommand.Folder("folder");
        var file = new Option<string?>("--output", "-o") { Description = "The kept table (default: matrix.md in the folder)", HelpName = "FILE" };
        var check = new Option<bool>("--check") { Description = "Write nothing; print what differs from the kept table and exit with 1 if anything does" };
        var json = GlobalOptions.Json();
        var command = new Command("matrix", "Writes everything that the policies permit, by role, situation, purpose, caller and relationship, as a table to review.\n\nExamples:\n  ./platform policy matrix\n  ./platform policy matrix --check\n  ./platform policy matrix --json | jq '.rows[] | select(.role == \"auditor\")'\n\nExit codes: 0 written, or as approved; 1 not as approved, or a wrong policy; 2 bad arguments or files.")
        {
            folder, file, check, json,
        };
        command.SetAction((parse, cancellation) => Task.FromResult(RegoCommand.Guard(() =>
        {
            var from = PolicyCommand.Resolve(parse.GetValue(folder));
            var kept = parse.GetValue(file) ?? Path.Combine(from, "matrix.md");
            var matrix = PermissionMatrix.Of(PolicyFolder.Read(from), cancellation);
            if (parse.GetValue(json))
                Console.WriteLine(Json(matrix).ToJsonString(PolicyCommand.Indented));
            if (parse.GetValue(check))
                return Check(kept, matrix, quiet: parse.GetValue(json));
            if (!parse.GetValue(json))
            {
                File.WriteAllText(kept, matrix.ToMarkdown());
                Console.WriteLine($"{kept}: {matrix.Rows.Count} rows of permits, from {matrix.Questions} questions.");
            }

            return ExitCode.Ok;
        })));
        return command;
    }

    private static int Check(string kept, PermissionMatrix matrix, bool quiet)
    {
        if (!File.Exists(kept))
            throw new PolicyFilesException($"{kept}: there is no approved table; write one with ./platform policy matrix");
        var changes = MatrixChanges.Between(File.ReadAllText(kept), matrix.ToMarkdown());
        if (!quiet)
        {
            foreach (var change in changes)
                Console.WriteLine(change);
            Console.WriteLine(changes.Count == 0
                ? $"As approved: {matrix.Rows.Count} rows of permits, from {matrix.Questions} questions."
                : $"\n{changes.Count} rows are not as approved in {kept}. If they are meant, write it anew with ./platform policy matrix and have it reviewed.");
        }

        return changes.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static JsonObject Json(PermissionMatrix matrix) => new()
    {
        ["questions"] = matrix.Questions,
        ["rows"] = JsonSerializer.SerializeToNode(matrix.Rows.Select(row => new
        {
            action = row.Action, role = row.Role, situation = row.Situation, relationships = row.Relationship,
            purposes = row.Purposes.Split(", "), callers = row.Callers.Split(", "), obligations = row.Terms,
        })),
    };
}
