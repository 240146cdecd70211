using System.CommandLine;

namespace Platform.Cli.Labs;

/// <summary><c>platform lab reset N</c>.</summary>
internal static class LabResetCommand
{
    public static Command Create()
    {
        var (number, work, json) = (LabCommand.Number(), LabCommand.Work(), GlobalOptions.Json());
        var command = new Command("reset", """
            Throw the work on a lab away and set it up again. Nothing outside the lab's folder is touched.

            Examples:
              platform lab reset 3

            Exit codes: 0 set up again; 2 no such lab, or the folder was not made by a lab; 5 a tool is missing.
            """) { number, work, json };
        command.SetAction(result => LabCommand.GuardAsync(() =>
        {
            var lab = LabCatalogue.Of(result.GetValue(number));
            var folder = LabFolder.Resolve(result.GetValue(work), lab.Number);
            folder.Delete();
            folder.Fill(lab.SetUp);
            LabStartCommand.Tell(lab, folder, isNew: true, result.GetValue(json));
            return Task.FromResult(ExitCode.Ok);
        }));
        return command;
    }
}
