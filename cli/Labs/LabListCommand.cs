using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Platform.Cli.Labs;

/// <summary><c>platform lab list</c>.</summary>
internal static class LabListCommand
{
    public static Command Create()
    {
        var (work, json) = (LabCommand.Work(), GlobalOptions.Json());
        var command = new Command("list", """
            List the labs: what each is about, how long it takes, whether it needs the running platform, whether it is set up.

            Examples:
              platform lab list
              platform lab list --json | jq -r '.[].page'
            """) { work, json };
        command.SetAction(result =>
        {
            var all = LabCatalogue.All.Select(lab => (Lab: lab, Folder: LabFolder.Resolve(result.GetValue(work), lab.Number))).ToList();
            if (result.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(
                    all.Select(one => new { one.Lab.Number, one.Lab.Name, one.Lab.Title, one.Lab.Minutes, one.Lab.NeedsPlatform, one.Lab.Page, Folder = one.Folder.Path, one.Folder.IsSetUp }),
                    JsonSerializerOptions.Web));
                return ExitCode.Ok;
            }

            var table = new Table { Border = TableBorder.Simple };
            table.AddColumns("lab", "about", "minutes", "platform", "set up", "page");
            foreach (var (lab, folder) in all)
                table.AddRow($"{lab.Number}", Markup.Escape(lab.Title), $"{lab.Minutes}", lab.NeedsPlatform ? "running" : "no", folder.IsSetUp ? "yes" : "no", lab.Page);
            AnsiConsole.Write(table);
            return ExitCode.Ok;
        });
        return command;
    }
}
