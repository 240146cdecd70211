using System.CommandLine;
using System.Text.Json;

namespace Platform.Cli.Labs;

/// <summary><c>platform lab start N</c>.</summary>
internal static class LabStartCommand
{
    public static Command Create()
    {
        var (number, work, json) = (LabCommand.Number(), LabCommand.Work(), GlobalOptions.Json());
        var command = new Command("start", """
            Set a lab up in a folder of its own. What is there already is never overwritten.

            Examples:
              platform lab start 3
              platform lab start 3 --work /tmp/workshop

            Exit codes: 0 set up, now or before; 2 no such lab, or the folder cannot be used; 5 a tool is missing.
            """) { number, work, json };
        command.SetAction(result => LabCommand.GuardAsync(() =>
        {
            var lab = LabCatalogue.Of(result.GetValue(number));
            var folder = LabFolder.Resolve(result.GetValue(work), lab.Number);
            var isNew = !folder.IsSetUp;
            if (isNew && Directory.Exists(folder.Path))
                throw new LabException($"{folder.Path} exists and was not made by a lab, so it stays as it is. Move it away, or choose another place with --work.");
            if (isNew)
                folder.Fill(lab.SetUp);
            Tell(lab, folder, isNew, result.GetValue(json));
            return Task.FromResult(ExitCode.Ok);
        }));
        return command;
    }

    internal static void Tell(Lab lab, LabFolder folder, bool isNew, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { Lab = lab.Number, Folder = folder.Path, Created = isNew, lab.Page }, JsonSerializerOptions.Web));
            return;
        }

        Console.WriteLine($"Lab {lab.Number}, {lab.Title}: {(isNew ? "set up in" : "was set up before; your work is kept in")} {folder.Shown()}");
        Console.WriteLine($"  Read     {lab.Page}");
        Console.WriteLine($"  Begin    {lab.FirstStep(folder)}");
        Console.WriteLine($"  Grade    ./platform lab check {lab.Number}");
        if (!isNew)
            Console.WriteLine($"  Anew     ./platform lab reset {lab.Number} (throws your work away)");
    }
}
