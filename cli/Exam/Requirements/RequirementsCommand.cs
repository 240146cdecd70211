using System.CommandLine;
using Platform.Cli.Running;

namespace Platform.Cli.Exam;

/// <summary><c>exam requirements</c>: which requirement is attacked and tested where.</summary>
internal static class RequirementsCommand
{
    private const string Document = "docs/security.md";

    public static Command Create()
    {
        var write = new Option<bool>("--write") { Description = $"Write the table into {Document}" };
        var check = new Option<bool>("--check") { Description = $"Compare with {Document}, and fail where it says something else" };
        var command = new Command("requirements", $"""
            Print the requirements with the steps of the exam that attack each, the tests that name it, and what of it is open.

            A test names a requirement by [Trait("requirement", "ID-03")] on its class or method.

            Examples:
              platform exam requirements
              platform exam requirements --write
              platform exam requirements --check

            Exit codes: 0 done, 1 {Document} says something else (--check).
            """) { write, check };
        command.SetAction(parse =>
        {
            var table = RequirementTable.Write(Repository.Root);
            if (!parse.GetValue(write) && !parse.GetValue(check))
            {
                Console.Out.Write(table);
                return ExitCode.Ok;
            }

            var file = Path.Combine(Repository.Root, Document);
            var there = File.ReadAllText(file);
            var document = RequirementTable.Into(there, table);
            if (parse.GetValue(write))
            {
                File.WriteAllText(file, document);
                return ExitCode.Ok;
            }

            if (document == there)
                return ExitCode.Ok;
            Console.Error.WriteLine($"{Document} is not what steps and tests say; write it anew: ./platform exam requirements --write");
            return ExitCode.Failed;
        });
        return command;
    }
}
