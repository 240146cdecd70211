using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Platform.Cli.Output;

/// <summary>
/// A command describes itself in one sentence, a blank line, and then examples and exit codes. The sentence stands in the list of commands; the
/// rest only in the help of the command, at its end, where people look for it.
/// </summary>
internal static class ExamplesInHelp
{
    public static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        var rest = new Dictionary<Command, string>();
        Split(root, rest);
        help.Action = new Help((SynchronousCommandLineAction)help.Action!, rest);
    }

    private static void Split(Command command, Dictionary<Command, string> rest)
    {
        if (command.Description?.ReplaceLineEndings("\n").Split("\n\n", 2) is [var sentence, var more])
        {
            command.Description = sentence;
            rest[command] = more;
        }

        foreach (var child in command.Subcommands)
        {
            Split(child, rest);
        }
    }

    private sealed class Help(SynchronousCommandLineAction standard, Dictionary<Command, string> rest) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            // The name of the program is not what people type.
            var output = parseResult.InvocationConfiguration.Output;
            using var text = new StringWriter();
            parseResult.InvocationConfiguration.Output = text;
            var code = standard.Invoke(parseResult);
            parseResult.InvocationConfiguration.Output = output;
            output.Write(text.ToString().Replace("Platform.Cli", "platform", StringComparison.Ordinal));
            if (rest.TryGetValue(parseResult.CommandResult.Command, out var more))
            {
                parseResult.InvocationConfiguration.Output.WriteLine(more);
            }

            return code;
        }
    }
}
