using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Platform.Rego.Generators;

/// <summary>A method marked <c>[Builtin]</c>, as the table needs it.</summary>
internal sealed class BuiltinMethod
{
    private BuiltinMethod(string[] names, string target, bool takesContext, Operand[] operands, bool returnsVal)
    {
        Names = names;
        Target = target;
        TakesContext = takesContext;
        Operands = operands;
        ReturnsVal = returnsVal;
    }

    internal string[] Names { get; }

    internal Operand[] Operands { get; }

    private string Target { get; }

    private bool TakesContext { get; }

    private bool ReturnsVal { get; }

    internal static BuiltinMethod From(IMethodSymbol method)
    {
        var names = method.GetAttributes()
            .Where(a => a.AttributeClass?.Name == "BuiltinAttribute")
            .Select(a => (string)a.ConstructorArguments[0].Value!)
            .ToArray();
        var takesContext = method.Parameters.Length > 0 && method.Parameters[0].Type.Name == "BuiltinContext";
        var operands = method.Parameters
            .Skip(takesContext ? 1 : 0)
            .Select((p, i) => Operand.From(p, i))
            .ToArray();
        var target = method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "." + method.Name;
        return new BuiltinMethod(names, target, takesContext, operands, method.ReturnType.Name == "Val");
    }

    internal string Row(string name)
    {
        var arguments = new List<string>();
        if (TakesContext)
        {
            arguments.Add("c");
        }

        arguments.AddRange(Operands.Select(o => o.Argument));
        var call = $"{Target}({string.Join(", ", arguments)})";
        var text = new StringBuilder();
        text.Append($"        new(\"{name}\", {Operands.Length}, static (c, o) =>\n        {{\n");
        foreach (var operand in Operands)
        {
            text.Append(operand.Check);
        }

        text.Append($"            return {(ReturnsVal ? call : $"global::Platform.Rego.Values.Val.From({call})")};\n        }}),\n");
        return text.ToString();
    }
}
