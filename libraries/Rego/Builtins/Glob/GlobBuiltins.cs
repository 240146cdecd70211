using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Glob;

/// <summary>glob.*</summary>
internal static class GlobBuiltins
{
    /// <summary>No delimiters for null, the full stop for the empty array.</summary>
    [Builtin("glob.match")]
    internal static bool Match(
        BuiltinContext context, string pattern, [OneOf(ValKind.Array, ValKind.Null)] Val delimiters, string value) =>
        GlobPattern.Compile(pattern, Delimiters(delimiters)).IsMatch(value, context.Cancellation);

    [Builtin("glob.quote_meta")]
    internal static string QuoteMeta(string pattern) => GlobPattern.QuoteMeta(pattern);

    private static string Delimiters(Val operand)
    {
        if (operand.Kind == ValKind.Null)
        {
            return "";
        }

        var delimiters = new StringBuilder();
        foreach (Val item in operand.AsArray())
        {
            if (item.Kind != ValKind.String)
            {
                throw BuiltinException.OperandElement(2, operand, item, "string");
            }

            delimiters.Append(item.Count == 1 ? item.AsString() : throw BuiltinException.OperandElement(2, operand, item, "rune"));
        }

        return delimiters.Length == 0 ? "." : delimiters.ToString();
    }
}
