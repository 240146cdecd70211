using System.CommandLine;
using System.Text.Json;
using Platform.Cli.Rego;
using Spectre.Console;

namespace Platform.Cli.Policy;

/// <summary><c>policy diff</c>: what a change of the policies decides otherwise.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("before") { Description = "The folder of policies as it was" };
        var after = PolicyCommand.Folder("after");
        var json = GlobalOptions.Json();
        var command = new Command("diff", "Tells what two folders of policies decide differently, over every role, situation, purpose, caller and relationship of both; new permits first.\n\nExamples:\n  git worktree add ../published main && ./platform policy diff ../published/policies\n  ./platform policy diff before/policies after/policies --json | jq '.flips[] | select(.kind == \"DenyToAllow\")'\n\nExit codes: 0 nothing; 1 something, or a wrong policy; 2 bad arguments or files.")
        {
            before, after, json,
        };
        command.SetAction((parse, cancellation) => Task.FromResult(RegoCommand.Guard(() =>
        {
            var diff = PolicyDiff.Between(PolicyFolder.Read(parse.GetValue(before)!), PolicyFolder.Read(PolicyCommand.Resolve(parse.GetValue(after))), cancellation);
            if (parse.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(new { questions = diff.Questions, flips = diff.Flips.Select(flip => new { kind = flip.Kind.ToString(), action = flip.Action, role = flip.Role, cause = flip.Cause, count = flip.Count, example = flip.Example }) }, PolicyCommand.Indented));
            else
                Print(diff);
            return diff.Flips.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
        })));
        return command;
    }

    private static void Print(PolicyDiff diff)
    {
        if (diff.Flips.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("what", "action", "role", "cause", "questions", "one of them");
            foreach (var flip in diff.Flips)
                table.AddRow(flip.Kind == FlipKind.DenyToAllow ? $"[red]{flip.Name}[/]" : flip.Name, Markup.Escape(flip.Action), Markup.Escape(flip.Role), Markup.Escape(flip.Cause), $"{flip.Count}", Markup.Escape(flip.Example));
            AnsiConsole.Write(table);
        }

        Console.WriteLine($"{diff.Flips.Sum(flip => flip.Count)} of {diff.Questions} questions are decided differently.");
    }
}
