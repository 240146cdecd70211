namespace Platform.Rego.Execution.Optimising;

/// <summary>Which locals an instruction reads and writes, its nested blocks left out.</summary>
internal static class Slots
{
    /// <summary>Whether the instruction gives its target a value without looking at the one that was there.</summary>
    public static bool Defines(Instruction i) => i.Op switch
    {
        OpCode.AssignVar or OpCode.AssignConstant or OpCode.MakeArray or OpCode.MakeObject or OpCode.MakeSet or OpCode.ObjectMerge
            or OpCode.Dot or OpCode.DataDot or OpCode.Len or OpCode.ResetLocal or OpCode.CallRule or OpCode.CallFunction or OpCode.CallBuiltin
            or OpCode.CallDynamic or OpCode.DotKey or OpCode.Scan or OpCode.ScanWhere => true,
        _ => false,
    };

    /// <summary>Whether the instruction changes the value that its target has.</summary>
    public static bool Changes(Instruction i) => i.Op
        is OpCode.AssignVarOnce or OpCode.ArrayAppend or OpCode.SetAdd or OpCode.ObjectInsert or OpCode.ObjectInsertOnce or OpCode.With;

    /// <summary>The locals written.</summary>
    public static IEnumerable<int> Writes(Instruction i)
    {
        if (Defines(i) || Changes(i))
        {
            yield return i.Target;
        }

        if (i.Op is OpCode.Scan or OpCode.ScanWhere)
        {
            yield return i.B;
        }
    }

    /// <summary>The locals read; one that is read where a constant cannot stand is told as such.</summary>
    public static IEnumerable<(int Local, bool MayBeConstant)> Reads(Instruction i)
    {
        var (a, b) = Operands(i.Op);
        if (a != Kind.None && i.A >= 0)
        {
            yield return (i.A, a == Kind.Any);
        }

        if (b != Kind.None && i.B >= 0)
        {
            yield return (i.B, b == Kind.Any);
        }

        foreach (var operand in i.Operands)
        {
            if (operand >= 0)
            {
                yield return (operand, i.Op != OpCode.CallRule);
            }
        }

        foreach (var argument in i.Arguments)
        {
            yield return (argument, false);
        }

        if (Changes(i))
        {
            yield return (i.Target, false);
        }
    }

    /// <summary>The instruction with other operands.</summary>
    public static Instruction Replace(Instruction i, Func<int, int> operand)
    {
        var (a, b) = Operands(i.Op);
        return i with
        {
            A = a == Kind.None || i.A < 0 ? i.A : operand(i.A),
            B = b == Kind.None || i.B < 0 ? i.B : operand(i.B),
            Operands = i.Op == OpCode.CallRule ? i.Operands : [.. i.Operands.Select(o => o < 0 ? o : operand(o))],
            Arguments = [.. i.Arguments.Select(operand)],
        };
    }

    private static (Kind A, Kind B) Operands(OpCode op) => op switch
    {
        OpCode.AssignVar or OpCode.AssignVarOnce or OpCode.ArrayAppend or OpCode.SetAdd or OpCode.Len or OpCode.IsArray or OpCode.IsObject
            or OpCode.IsSet or OpCode.With or OpCode.Return => (Kind.Any, Kind.None),
        OpCode.ObjectInsert or OpCode.ObjectInsertOnce or OpCode.Dot or OpCode.DataDot or OpCode.Equal or OpCode.NotEqual => (Kind.Any, Kind.Any),
        OpCode.ObjectMerge or OpCode.EqualDotDot => (Kind.Local, Kind.Local),
        OpCode.EqualDot => (Kind.Local, Kind.Any),
        OpCode.IsDefined or OpCode.IsUndefined or OpCode.Scan or OpCode.ScanWhere or OpCode.ReturnLocal or OpCode.ResultSetAdd or OpCode.DotKey => (Kind.Local, Kind.None),
        _ => (Kind.None, Kind.None),
    };

    private enum Kind
    {
        None,
        Local,
        Any,
    }
}
