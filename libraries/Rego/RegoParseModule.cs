using Platform.Rego.Builtins;
using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;
using Platform.Rego.Values;

namespace Platform.Rego;

/// <summary><c>rego.parse_module</c> stands here, in the root, because builtins know nothing of the parser.</summary>
internal static class RegoParseModule
{
    [Builtin("rego.parse_module")]
    internal static Val ParseModule(string filename, string rego)
    {
        var errors = new DiagnosticBag();
        var module = Parser.ParseModule(new SourceText(filename, rego), RegoVersion.V1, errors, new ParseLimits { Depth = 128 });
        return module is not null ? AstJson.Write(module)
            : throw new BuiltinException(new RegoCompileException(errors.Items).Message);
    }
}
