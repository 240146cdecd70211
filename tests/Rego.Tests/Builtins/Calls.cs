using Platform.Rego.Builtins;
using Platform.Rego.Values;

namespace Platform.Rego.Tests.Builtins;

/// <summary>Calls builtins by name, as the interpreter does.</summary>
internal static class Calls
{
    /// <returns>The result; undefined where the builtin has none.</returns>
    public static Val Call(string name, params ReadOnlySpan<Val> operands) => Call(new BuiltinContext(), name, operands);

    public static Val Call(BuiltinContext context, string name, params ReadOnlySpan<Val> operands)
    {
        Assert.True(BuiltinTable.TryGet(name, out var entry), $"no builtin {name}");
        var result = entry.Body(context, operands);
        return context.TakeError() is { } error ? throw error : result;
    }

    /// <summary>The error's text.</summary>
    public static string Error(string name, params Val[] operands) => Assert.Throws<BuiltinException>(() => Call(name, operands)).Message;

    public static string ErrorIn(BuiltinContext context, string name, params Val[] operands) =>
        Assert.Throws<BuiltinException>(() => Call(context, name, operands)).Message;

    public static Val Json(string json) => Val.Parse(json);
}
