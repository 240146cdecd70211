using Platform.Rego.Values;

namespace Platform.Rego.Ir;

/// <summary>A planned policy: OPA's intermediate representation, with OPA's names.</summary>
/// <param name="Static">Strings, builtins and files that statements refer to by index or name.</param>
/// <param name="Plans">The entry points.</param>
/// <param name="Funcs">One function per rule or user function.</param>
public sealed record Policy(Static Static, IReadOnlyList<Plan> Plans, IReadOnlyList<Func> Funcs);

/// <summary>What statements refer to by index or name.</summary>
/// <param name="Strings">String constants and the literals of numbers.</param>
/// <param name="BuiltinFuncs">The builtins that the plan calls.</param>
/// <param name="Files">The names of the source files.</param>
public sealed record Static(IReadOnlyList<string> Strings, IReadOnlyList<BuiltinFunc> BuiltinFuncs, IReadOnlyList<string> Files);

/// <summary>A builtin that a plan calls.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Decl">Its declaration in the form of capabilities.json; undefined if the plan does not give it.</param>
public sealed record BuiltinFunc(string Name, Val Decl);

/// <summary>An entry point. Local 0 is the input, local 1 the data.</summary>
public sealed record Plan(string Name, IReadOnlyList<Block> Blocks);

/// <summary>A function.</summary>
/// <param name="Name">The name that <see cref="CallStmt"/> uses, such as <c>g0.data.a.p</c>.</param>
/// <param name="Path">The path that <see cref="CallDynamicStmt"/> looks up, such as <c>g0, a, p</c>.</param>
/// <param name="Params">The locals that receive the arguments; the first two are input and data.</param>
/// <param name="Return">The local that holds the result.</param>
/// <param name="Blocks">Run in order, each ended by undefined independently.</param>
public sealed record Func(string Name, IReadOnlyList<string> Path, IReadOnlyList<int> Params, int Return, IReadOnlyList<Block> Blocks);

/// <summary>Statements run in order until one is undefined or breaks.</summary>
public sealed record Block(IReadOnlyList<Stmt> Stmts);
