using Platform.Rego;
using Platform.Rego.Builtins;
using Platform.Rego.Values;

namespace Platform.Cli.Rego;

/// <summary>The builtins that the linter Regal adds to OPA's, so that its rules and other suites written against it can be checked and tested.</summary>
internal static class RegalBuiltins
{
    public static IReadOnlyList<RegoBuiltin> All { get; } =
    [
        new RegoBuiltin("regal.parse_module", 2, ParseModule)
        {
            Declaration = """{"args":[{"name":"filename","type":"string"},{"name":"rego","type":"string"}],"result":{"dynamic":{"key":{"type":"string"},"value":{"type":"any"}},"name":"output","type":"object"},"type":"function"}""",
        },
        new RegoBuiltin("regal.last", 1, static (_, operands) => operands[0].Count > 0 ? operands[0][operands[0].Count - 1] : Val.Undefined)
        {
            Declaration = """{"args":[{"dynamic":{"type":"any"},"name":"array","type":"array"}],"result":{"name":"element","type":"any"},"type":"function"}""",
        },
        new RegoBuiltin("regal.is_formatted", 2, IsFormatted)
        {
            Declaration = """{"args":[{"name":"input","type":"string"},{"dynamic":{"key":{"type":"string"},"value":{"type":"any"}},"name":"options","type":"object"}],"result":{"type":"boolean"},"type":"function"}""",
        },
    ];

    // A name that ends with _v0.rego says that the module is of v0.
    private static Val ParseModule(BuiltinContext context, ReadOnlySpan<Val> operands)
    {
        var (file, source) = (operands[0].AsString(), operands[1].AsString());
        var version = file.EndsWith("_v0.rego", StringComparison.Ordinal) ? RegoVersion.V0 : RegoVersion.V1;
        var tree = new ObjectBuilder();
        foreach (var (key, value) in Parsed(new RegoModule(file, source, version)).AsObject())
            tree.Set(key, value);
        var about = Val.ObjectOf(
            ("name", file),
            ("lines", Val.ArrayOf([.. source.ReplaceLineEndings("\n").Split('\n').Select(line => (Val)line)])),
            ("abs", file.Length == 0 ? Environment.CurrentDirectory : Path.GetFullPath(file)),
            ("rego_version", version == RegoVersion.V0 ? "v0" : "v1"));
        return tree.Set("regal", Val.ObjectOf(
            ("file", about), ("environment", Val.ObjectOf(("path_separator", Path.DirectorySeparatorChar.ToString()))), ("operations", Val.ArrayOf("lint")))).Build();
    }

    private static Val IsFormatted(BuiltinContext context, ReadOnlySpan<Val> operands)
    {
        var source = operands[0].AsString();
        var version = operands[1]["rego_version"] is { Kind: ValKind.String } wanted && wanted.AsString() == "v0" ? RegoVersion.V0 : RegoVersion.V1;
        try
        {
            return RegoFormatter.Format(new RegoModule("", source, version)) == source;
        }
        catch (RegoCompileException wrong)
        {
            throw new BuiltinException(wrong.Message);
        }
    }

    private static Val Parsed(RegoModule module)
    {
        try
        {
            return RegoSyntaxTree.Located(module);
        }
        catch (RegoCompileException wrong)
        {
            throw new BuiltinException(wrong.Message);
        }
    }
}
