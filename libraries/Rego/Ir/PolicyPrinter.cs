using System.Globalization;
using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Ir;

/// <summary>Prints a plan, one line per statement: the debugger, the form of golden files, and what <c>rego plan</c> shows.</summary>
public sealed class PolicyPrinter
{
    private readonly Policy _policy;
    private readonly StringBuilder _text = new();
    private int _level;

    private PolicyPrinter(Policy policy) => _policy = policy;

    /// <summary>The text of all plans and functions.</summary>
    public static string Print(Policy policy)
    {
        var printer = new PolicyPrinter(policy);
        foreach (var plan in policy.Plans)
        {
            printer.Line($"plan {plan.Name}");
            printer.Blocks(plan.Blocks);
        }

        foreach (var func in policy.Funcs)
        {
            var path = func.Path.Count == 0 ? "" : $" at {string.Join('/', func.Path)}";
            printer.Line($"func {func.Name}({string.Join(", ", func.Params.Select(p => $"%{p}"))}) -> %{func.Return}{path}");
            printer.Blocks(func.Blocks);
        }

        return printer._text.ToString();
    }

    private void Blocks(IReadOnlyList<Block> blocks)
    {
        _level++;
        for (var i = 0; i < blocks.Count; i++)
        {
            Line($"block {i}");
            Stmts(blocks[i]);
        }

        _level--;
    }

    private void Stmts(Block block)
    {
        _level++;
        foreach (var stmt in block.Stmts)
        {
            Stmt(stmt);
        }

        _level--;
    }

    private void Stmt(Stmt stmt)
    {
        Line(Describe(stmt), stmt.At);
        switch (stmt)
        {
            case BlockStmt block:
                Blocks(block.Blocks);
                break;
            case ScanStmt scan:
                Stmts(scan.Block);
                break;
            case NotStmt not:
                Stmts(not.Block);
                break;
            case WithStmt with:
                Stmts(with.Block);
                break;
        }
    }

    private string Describe(Stmt stmt) => stmt switch
    {
        AssignVarStmt s => $"%{s.Target} = {Text(s.Source)}",
        AssignVarOnceStmt s => $"%{s.Target} =once {Text(s.Source)}",
        AssignIntStmt s => $"%{s.Target} = int {s.Value}",
        MakeNumberIntStmt s => $"%{s.Target} = number {s.Value}",
        MakeNumberRefStmt s => $"%{s.Target} = number {String(s.Index, quoted: false)}",
        MakeNullStmt s => $"%{s.Target} = null",
        MakeArrayStmt s => $"%{s.Target} = array({s.Capacity})",
        MakeObjectStmt s => $"%{s.Target} = object",
        MakeSetStmt s => $"%{s.Target} = set",
        ArrayAppendStmt s => $"%{s.Array} append {Text(s.Value)}",
        SetAddStmt s => $"%{s.Set} add {Text(s.Value)}",
        ObjectInsertStmt s => $"%{s.Object}[{Text(s.Key)}] = {Text(s.Value)}",
        ObjectInsertOnceStmt s => $"%{s.Object}[{Text(s.Key)}] =once {Text(s.Value)}",
        ObjectMergeStmt s => $"%{s.Target} = merge %{s.A}, %{s.B}",
        DotStmt s => $"%{s.Target} = {Text(s.Source)}[{Text(s.Key)}]",
        LenStmt s => $"%{s.Target} = len {Text(s.Source)}",
        EqualStmt s => $"{Text(s.A)} == {Text(s.B)}",
        NotEqualStmt s => $"{Text(s.A)} != {Text(s.B)}",
        IsArrayStmt s => $"is-array {Text(s.Source)}",
        IsObjectStmt s => $"is-object {Text(s.Source)}",
        IsSetStmt s => $"is-set {Text(s.Source)}",
        IsDefinedStmt s => $"is-defined %{s.Source}",
        IsUndefinedStmt s => $"is-undefined %{s.Source}",
        ResetLocalStmt s => $"reset %{s.Target}",
        BlockStmt => "blocks",
        BreakStmt s => $"break {s.Index}",
        ScanStmt s => $"scan %{s.Source} as %{s.Key}, %{s.Value}",
        NotStmt => "not",
        WithStmt s => $"with %{s.Local}{string.Concat(s.Path.Select(p => $"[{String(p, quoted: true)}]"))} as {Text(s.Value)}",
        CallStmt s => $"%{s.Result} = call {s.Func}({string.Join(", ", s.Args.Select(Text))})",
        CallDynamicStmt s => $"%{s.Result} = call-dynamic {string.Join('/', s.Path.Select(Text))}({string.Join(", ", s.Args.Select(a => $"%{a}"))})",
        ReturnLocalStmt s => $"return %{s.Source}",
        ResultSetAddStmt s => $"result %{s.Value}",
        NopStmt => "nop",
        _ => throw new ArgumentException($"unknown statement {stmt.GetType().Name}", nameof(stmt)),
    };

    private string Text(Operand operand) => operand.Kind switch
    {
        OperandKind.Local => string.Create(CultureInfo.InvariantCulture, $"%{operand.Value}"),
        OperandKind.Bool => operand.Value != 0 ? "true" : "false",
        _ => String(operand.Value, quoted: true),
    };

    private string String(int index, bool quoted)
    {
        var strings = _policy.Static.Strings;
        return (uint)index >= (uint)strings.Count ? $"?{index}" : quoted ? TermPrinter.Quote(strings[index]) : strings[index];
    }

    private void Line(string text, Location? at = null)
    {
        _text.Append(' ', _level * 2).Append(text);
        if (at is { Row: > 0 } location)
        {
            var files = _policy.Static.Files;
            var file = (uint)location.File < (uint)files.Count ? files[location.File] : "?";
            _text.Append(CultureInfo.InvariantCulture, $"  # {file}:{location.Row}:{location.Col}");
        }

        _text.Append('\n');
    }
}
