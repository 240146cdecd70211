using System.CommandLine;
using Platform.Rego;

namespace Platform.Cli.Rego;

/// <summary>The options that the <c>rego</c> commands share, with the letters that an <c>opa</c> user's fingers know.</summary>
internal sealed class PolicyOptions
{
    private readonly bool takesPaths;

    /// <param name="takesPaths">The command has its paths as arguments: <c>--bundle</c> then says how they are read. Otherwise it names a bundle.</param>
    public PolicyOptions(bool takesPaths = false) => this.takesPaths = takesPaths;

    public Option<string[]> Data { get; } = new("--data", "-d") { Description = "Policy or data file, or a folder of them; may be repeated", HelpName = "PATH" };
    public Option<string[]> BundlePaths { get; } = new("--bundle", "-b") { Description = "Folder or archive read as a bundle: data from data.json and data.yaml only; may be repeated", HelpName = "PATH" };
    public Option<bool> AsBundles { get; } = new("--bundle", "-b") { Description = "Read the paths as bundles: data from data.json and data.yaml only" };
    public Option<string[]> Ignore { get; } = new("--ignore") { Description = "Name of files or folders to leave out, such as 'cases' or '*.yaml'; may be repeated", HelpName = "NAME" };
    public Option<bool> V0 { get; } = new("--v0-compatible") { Description = "Read the modules as Rego v0" };
    public Option<bool> V1 { get; } = new("--v1-compatible") { Description = "Read the modules as Rego v1, which is the default" };
    public Option<bool> Strict { get; } = new("--strict", "-S") { Description = "Unused variables, arguments and imports are errors" };

    public Option<string?> Schema { get; } = new("--schema", "-s") { Description = "JSON Schema of the input, or a folder of schemas that METADATA names: care/person.json is schema.care.person", HelpName = "PATH" };

    public void AddTo(Command command)
    {
        command.Add(Schema);
        command.Add(Data);
        command.Add(takesPaths ? AsBundles : BundlePaths);
        command.Add(Ignore);
        command.Add(V0);
        command.Add(V1);
        command.Add(Strict);
    }

    /// <summary>How the options say that paths are read.</summary>
    public PolicyReading Reading(ParseResult parse) => new(parse.GetValue(V0) ? RegoVersion.V0 : RegoVersion.V1) { Ignore = parse.GetValue(Ignore) ?? [] };

    /// <summary>Reads what the options name.</summary>
    /// <exception cref="PolicyFilesException">Something cannot be read.</exception>
    public PolicyFiles Read(ParseResult parse, IEnumerable<string>? more = null, bool ignoreTests = false)
    {
        var reading = Reading(parse) with { IgnoreTests = ignoreTests };
        var files = PolicyFiles.Read([.. parse.GetValue(Data) ?? [], .. more ?? []], reading with { Bundle = takesPaths && parse.GetValue(AsBundles) });
        return takesPaths ? files : files.And(PolicyFiles.Read(parse.GetValue(BundlePaths) ?? [], reading with { Bundle = true }));
    }

    /// <summary>Compiles what was read.</summary>
    /// <exception cref="RegoCompileException">A module is wrong.</exception>
    public RegoPolicy Compile(ParseResult parse, PolicyFiles files, bool print = false, bool tests = false) =>
        RegoPolicy.Compile(files.Modules, files.Data, new RegoOptions { Strict = parse.GetValue(Strict), PrintCalls = print, Tests = tests, Schemas = SchemaFiles.Read(parse.GetValue(Schema)), Builtins = RegalBuiltins.All });
}
