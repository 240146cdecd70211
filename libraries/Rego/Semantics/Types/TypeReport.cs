using Platform.Rego.Capabilities;
using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Semantics.Types;

/// <summary>Type errors in OPA's words. Each place is told once, although bodies may be looked at several times.</summary>
internal sealed class TypeReport(LocalNames names, DiagnosticBag diagnostics)
{
    private static readonly TypePrinter s_printer = new();
    private readonly HashSet<(SourceSpan, string)> _told = [];

    public void Match(SourceSpan at, RegoType left, RegoType right) =>
        Tell(at, "match error", [$"left  : {s_printer.Print(left)}", $"right : {s_printer.Print(right)}"]);

    public void Arguments(SourceSpan at, BuiltinSignature builtin, IEnumerable<RegoType?> have) => Tell(
        at,
        $"{builtin.Name}: invalid argument(s)",
        [
            $"have: ({string.Join(", ", have.Select(s_printer.Print))})",
            $"want: ({s_printer.Arguments(builtin)}{(builtin.Result is not null ? $", {s_printer.Result(builtin)}" : "")})",
        ]);

    public void FunctionAsReference(RefTerm reference, string function) =>
        Tell(reference.Span, $"function {function} used as reference, not called", [Shown(reference), new string('^', function.Length)]);

    public void UndefinedRef(RefTerm reference, int index, RegoType have) => Tell(
        reference.Span,
        $"undefined ref: {Shown(reference)}",
        [Shown(reference), new string('^', Shown(reference with { Parts = reference.Parts[..index] }).Length), $"have: {s_printer.Print(have)}"]);

    public void UndefinedKey(
        RefTerm reference, int index, RegoType have, IEnumerable<string>? oneOf, Val? constant, RegoType? wanted = null)
    {
        var pad = new string(' ', Position(reference, index));
        var want = oneOf is not null
            ? $"want (one of): [{string.Join(' ', oneOf.Order(StringComparer.Ordinal))}]"
            : $"want (type): {s_printer.Print(wanted)}";
        var got = constant is { Kind: ValKind.String } c ? $"have: {c}" : $"have (type): {s_printer.Print(have)}";
        Tell(reference.Span, $"undefined ref: {Shown(reference)}", [Shown(reference), $"{pad}^", $"{pad}{got}", $"{pad}{want}"]);
    }

    private int Position(RefTerm reference, int index)
    {
        var before = Shown(reference with { Parts = reference.Parts[..index] }).Length;
        return before + 1;
    }

    private string Shown(RefTerm reference) => Syntax.TermPrinter.Print(new Original(names).Reference(reference));

    private void Tell(SourceSpan at, string message, IReadOnlyList<string> details)
    {
        if (_told.Add((at, message)))
        {
            diagnostics.Add(new(DiagnosticCode.Type, at, message, details));
        }
    }

    /// <summary>Gives variables back the names that the source uses.</summary>
    private sealed class Original(LocalNames names) : SyntaxRewriter
    {
        public override Term Variable(VarTerm variable) => variable with { Name = names.Original(variable.Name) };
    }
}
