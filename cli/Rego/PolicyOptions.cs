using System.CommandLine;
using Platform.Rego;

namespace Platform.Cli.Rego;

/// <summary>The options that the <c>rego</c> commands share, with the letters that an <c>opa</c> user's fingers know.</summary>
internal sealed class PolicyOptions
{
    public Option<string[]> Data { get; } = new("--data", "-d") { Description = "Policy or data file, or a folder of them; may be repeated", HelpName = "PATH" };
    public Option<string[]> Bundle { get; } = new("--bundle", "-b") { Description = "Folder read as a bundle: data from data.json only; may be repeated", HelpName = "DIR" };
    public Option<bool> V0 { get; } = new("--v0-compatible") { Description = "Read the modules as Rego v0" };
    public Option<bool> Strict { get; } = new("--strict", "-S") { Description = "Unused variables, arguments and imports are errors" };

    public void AddTo(Command command)
    {
        command.Add(Data);
        command.Add(Bundle);
        command.Add(V0);
        command.Add(Strict);
    }

    /// <summary>Reads what the options name.</summary>
    /// <exception cref="PolicyFilesException">Something cannot be read.</exception>
    public PolicyFiles Read(ParseResult parse, IEnumerable<string>? more = null, bool ignoreTests = false)
    {
        var version = parse.GetValue(V0) ? RegoVersion.V0 : RegoVersion.V1;
        var files = PolicyFiles.Read([.. parse.GetValue(Data) ?? [], .. more ?? []], version, ignoreTests);
        var bundles = PolicyFiles.Read(parse.GetValue(Bundle) ?? [], version, ignoreTests, bundle: true);
        return files.And(bundles);
    }

    /// <summary>Compiles what was read.</summary>
    /// <exception cref="RegoCompileException">A module is wrong.</exception>
    public RegoPolicy Compile(ParseResult parse, PolicyFiles files, bool print = false) =>
        RegoPolicy.Compile(files.Modules, files.Data, new RegoOptions { Strict = parse.GetValue(Strict), PrintCalls = print });
}
