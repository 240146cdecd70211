namespace Platform.Rego.Ir;

/// <summary>
/// A statement. Executing one falls through, or breaks out of n + 1 blocks; to be undefined is to break out of its own block.
/// </summary>
public abstract record Stmt
{
    /// <summary>Where in the source the statement comes from.</summary>
    public Location At { get; init; }
}

/// <summary>source → target: copies; an undefined source clears the target.</summary>
public sealed record AssignVarStmt(Operand Source, int Target) : Stmt;

/// <summary>source → target, unless the target holds another value: then the rules conflict.</summary>
public sealed record AssignVarOnceStmt(Operand Source, int Target) : Stmt;

/// <summary>value → target: an integer constant.</summary>
public sealed record AssignIntStmt(long Value, int Target) : Stmt;

/// <summary>value → target: an integer constant.</summary>
public sealed record MakeNumberIntStmt(long Value, int Target) : Stmt;

/// <summary>strings[index] → target: a number from its literal.</summary>
public sealed record MakeNumberRefStmt(int Index, int Target) : Stmt;

/// <summary>null → target</summary>
public sealed record MakeNullStmt(int Target) : Stmt;

/// <summary>[] → target: a fresh array.</summary>
public sealed record MakeArrayStmt(int Capacity, int Target) : Stmt;

/// <summary>{} → target: a fresh object.</summary>
public sealed record MakeObjectStmt(int Target) : Stmt;

/// <summary>set() → target: a fresh set.</summary>
public sealed record MakeSetStmt(int Target) : Stmt;

/// <summary>Appends a value to the array.</summary>
public sealed record ArrayAppendStmt(Operand Value, int Array) : Stmt;

/// <summary>Adds a value to the set.</summary>
public sealed record SetAddStmt(Operand Value, int Set) : Stmt;

/// <summary>object[key] = value</summary>
public sealed record ObjectInsertStmt(Operand Key, Operand Value, int Object) : Stmt;

/// <summary>object[key] = value, unless the key holds another value: then the keys conflict.</summary>
public sealed record ObjectInsertOnceStmt(Operand Key, Operand Value, int Object) : Stmt;

/// <summary>a, b → target: merges recursively; where both hold a leaf, that of a (the base document) wins.</summary>
public sealed record ObjectMergeStmt(int A, int B, int Target) : Stmt;

/// <summary>source[key] → target, or undefined.</summary>
public sealed record DotStmt(Operand Source, Operand Key, int Target) : Stmt;

/// <summary>count(source) → target</summary>
public sealed record LenStmt(Operand Source, int Target) : Stmt;

/// <summary>Undefined unless a and b are defined and equal.</summary>
public sealed record EqualStmt(Operand A, Operand B) : Stmt;

/// <summary>Undefined unless a and b are defined and differ.</summary>
public sealed record NotEqualStmt(Operand A, Operand B) : Stmt;

/// <summary>Undefined unless the source is an array.</summary>
public sealed record IsArrayStmt(Operand Source) : Stmt;

/// <summary>Undefined unless the source is an object.</summary>
public sealed record IsObjectStmt(Operand Source) : Stmt;

/// <summary>Undefined unless the source is a set.</summary>
public sealed record IsSetStmt(Operand Source) : Stmt;

/// <summary>Undefined unless the local is defined.</summary>
public sealed record IsDefinedStmt(int Source) : Stmt;

/// <summary>Undefined if the local is defined.</summary>
public sealed record IsUndefinedStmt(int Source) : Stmt;

/// <summary>Makes the local undefined.</summary>
public sealed record ResetLocalStmt(int Target) : Stmt;

/// <summary>Runs each block in turn; an undefined one goes on to the next.</summary>
public sealed record BlockStmt(IReadOnlyList<Block> Blocks) : Stmt;

/// <summary>Jumps out of index + 1 blocks.</summary>
public sealed record BreakStmt(int Index) : Stmt;

/// <summary>Runs the block per element of the source; undefined if that is a scalar.</summary>
public sealed record ScanStmt(int Source, int Key, int Value, Block Block) : Stmt;

/// <summary>Undefined if the block falls through.</summary>
public sealed record NotStmt(Block Block) : Stmt;

/// <summary>Runs the block with the value put at a path of a local, and restores it.</summary>
/// <param name="Local">0 for the input, 1 for the data.</param>
/// <param name="Path">Indexes into <see cref="Static.Strings"/>.</param>
/// <param name="Value">The replacement.</param>
/// <param name="Block">What sees it.</param>
public sealed record WithStmt(int Local, IReadOnlyList<int> Path, Operand Value, Block Block) : Stmt;

/// <summary>Calls a function or a builtin; undefined if the result is, or if an argument of a builtin is.</summary>
public sealed record CallStmt(string Func, IReadOnlyList<Operand> Args, int Result) : Stmt;

/// <summary>Calls the function at a path that is known when it runs.</summary>
/// <param name="Path">The path; each element must be a string then.</param>
/// <param name="Args">Locals.</param>
/// <param name="Result">The local that receives the result.</param>
public sealed record CallDynamicStmt(IReadOnlyList<Operand> Path, IReadOnlyList<int> Args, int Result) : Stmt;

/// <summary>Ends the function with a result.</summary>
public sealed record ReturnLocalStmt(int Source) : Stmt;

/// <summary>Adds an object of bindings to the result of the plan.</summary>
public sealed record ResultSetAddStmt(int Value) : Stmt;

/// <summary>Does nothing.</summary>
public sealed record NopStmt : Stmt;
