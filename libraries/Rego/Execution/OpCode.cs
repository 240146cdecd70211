namespace Platform.Rego.Execution;

/// <summary>
/// What an <see cref="Instruction"/> does: one per statement of the IR, with calls split by what they call, and what <c>Optimising</c> makes of several.
/// </summary>
internal enum OpCode : byte
{
    Nop,
    AssignVar,
    AssignVarOnce,
    AssignConstant,
    MakeArray,
    MakeObject,
    MakeSet,
    ArrayAppend,
    SetAdd,
    ObjectInsert,
    ObjectInsertOnce,
    ObjectMerge,
    Dot,
    DataDot,
    Len,
    Equal,
    NotEqual,
    IsArray,
    IsObject,
    IsSet,
    IsDefined,
    IsUndefined,
    ResetLocal,
    Block,
    Break,
    Scan,
    Not,
    With,
    CallRule,
    CallFunction,
    CallBuiltin,
    CallDynamic,
    ReturnLocal,
    ResultSetAdd,

    /// <summary>A look-up by a constant string.</summary>
    DotKey,

    /// <summary>Such a look-up whose value is compared with an operand, and not kept.</summary>
    EqualDot,

    /// <summary>Two such look-ups whose values are compared, and not kept.</summary>
    EqualDotDot,

    /// <summary>A scan whose block begins with comparing a key of each element with a value from outside: <see cref="EqualDot"/> or <see cref="EqualDotDot"/>.</summary>
    ScanWhere,

    /// <summary>A builtin whose result must be defined and not false, and is not kept.</summary>
    TestBuiltin,
    TestLess,
    TestLessOrEqual,
    TestGreater,
    TestGreaterOrEqual,
    TestMember,

    /// <summary>Ends the function with a value, if it is defined.</summary>
    Return,
}
