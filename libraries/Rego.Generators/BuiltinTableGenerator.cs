using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Platform.Rego.Generators;

/// <summary>Writes the rows of <c>BuiltinTable</c> from the methods marked <c>[Builtin]</c>: arity, operand checks, and the call.</summary>
[Generator]
public sealed class BuiltinTableGenerator : IIncrementalGenerator
{
    private const string Attribute = "Platform.Rego.Builtins.BuiltinAttribute";

    private static readonly DiagnosticDescriptor s_unknownType = new(
        "REGO001", "Operand type", "Builtin `{0}` has an operand of a type that no check exists for: {1}", "Rego", DiagnosticSeverity.Error, true);

    private static readonly DiagnosticDescriptor s_twice = new(
        "REGO002", "Builtin registered twice", "Builtin `{0}` is registered by more than one method", "Rego", DiagnosticSeverity.Error, true);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var methods = context.SyntaxProvider.ForAttributeWithMetadataName(
            Attribute,
            static (node, _) => node is MethodDeclarationSyntax,
            static (c, _) => BuiltinMethod.From((IMethodSymbol)c.TargetSymbol));
        context.RegisterSourceOutput(methods.Collect(), static (c, all) => Write(c, all));
    }

    private static void Write(SourceProductionContext context, ImmutableArray<BuiltinMethod> methods)
    {
        var text = new StringBuilder();
        text.Append("// Generated from the methods marked [Builtin].\n#nullable enable\nnamespace Platform.Rego.Builtins;\n\n");
        text.Append("internal static partial class BuiltinTable\n{\n    private static partial System.Collections.Generic.IEnumerable<BuiltinEntry> Rows() =>\n    [\n");
        var names = new HashSet<string>();
        foreach (var method in methods.OrderBy(m => m.Names.FirstOrDefault(), System.StringComparer.Ordinal))
        {
            foreach (var operand in method.Operands.Where(o => o.Check is null))
            {
                context.ReportDiagnostic(Diagnostic.Create(s_unknownType, Location.None, method.Names.First(), operand.Type));
            }

            foreach (var name in method.Names)
            {
                if (!names.Add(name))
                {
                    context.ReportDiagnostic(Diagnostic.Create(s_twice, Location.None, name));
                }

                text.Append(method.Row(name));
            }
        }

        text.Append("    ];\n}\n");
        context.AddSource("BuiltinTable.g.cs", text.ToString());
    }
}
