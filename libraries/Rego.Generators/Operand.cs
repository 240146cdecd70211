using System.Linq;
using Microsoft.CodeAnalysis;

namespace Platform.Rego.Generators;

/// <summary>A parameter of a builtin: the check that runs before the call, and what is passed.</summary>
internal sealed class Operand
{
    private const string Values = "global::Platform.Rego.Values.";

    private Operand(string type, string? check, string argument)
    {
        Type = type;
        Check = check;
        Argument = argument;
    }

    internal string Type { get; }

    /// <summary>The statements of the check; null if the type is not known.</summary>
    internal string? Check { get; }

    internal string Argument { get; }

    internal static Operand From(IParameterSymbol parameter, int index)
    {
        var type = parameter.Type.Name;
        var at = $"o[{index}]";
        var position = index + 1;
        var kinds = parameter.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "OneOfAttribute")?
            .ConstructorArguments[0].Values.Select(v => (byte)v.Value!).ToArray();
        if (kinds is not null)
        {
            var test = string.Join(" or ", kinds.Select(k => $"({Values}ValKind){k}"));
            var list = string.Join(", ", kinds.Select(k => $"{Values}Val.NameOf(({Values}ValKind){k})"));
            return new Operand(type, Guard($"{at}.Kind is not ({test})", $"OperandType({position}, {at}, {list})"), at);
        }

        return type switch
        {
            "Val" => new Operand(type, "", at),
            "String" => Typed(type, at, position, "String", "string", $"{at}.AsString()"),
            "Boolean" => Typed(type, at, position, "Boolean", "boolean", $"{at}.AsBoolean()"),
            "Number" => Typed(type, at, position, "Number", "number", $"{at}.AsNumber()"),
            "RArr" => Typed(type, at, position, "Array", "array", $"{at}.AsArray()"),
            "RObj" => Typed(type, at, position, "Object", "object", $"{at}.AsObject()"),
            "RSet" => Typed(type, at, position, "Set", "set", $"{at}.AsSet()"),
            "Int64" => Integer(type, at, position, "number", $"!OperandConversion.TryInt64({at}, out var n{index})", $"n{index}"),
            "BigInteger" => Integer(type, at, position, "integer", $"!{at}.AsNumber().TryGetInteger(out var n{index})", $"n{index}"),
            _ => new Operand(type, null, at),
        };
    }

    private static Operand Typed(string type, string at, int position, string kind, string name, string argument) =>
        new(type, KindGuard(at, position, kind, name), argument);

    private static Operand Integer(string type, string at, int position, string name, string fails, string argument) => new(
        type,
        KindGuard(at, position, "Number", name)
            + Guard(fails, $"Operand({position}, \"must be integer number but got floating-point number\")"),
        argument);

    private static string KindGuard(string at, int position, string kind, string name) =>
        Guard($"{at}.Kind != {Values}ValKind.{kind}", $"OperandType({position}, {at}, \"{name}\")");

    private static string Guard(string condition, string error) =>
        $"            if ({condition})\n            {{\n                return c.Fail(BuiltinException.{error});\n            }}\n\n";
}
