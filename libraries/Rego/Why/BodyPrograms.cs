using System.Collections.Immutable;
using Platform.Rego.Execution;
using Platform.Rego.Planning;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Values;

namespace Platform.Rego.Why;

/// <summary>Evaluates parts of bodies. Each part is planned once, however many inputs it is asked with.</summary>
internal sealed class BodyPrograms(Compilation compilation, Val data)
{
    private const string EntryPoint = "eval";
    private const int MostSolutions = 32;

    private readonly Dictionary<(object Body, string Part), PolicyProgram?> _programs = [];

    public Compilation Compilation { get; } = compilation;

    public Val Data { get; } = data;

    /// <summary>The solutions of a part of a body: one object per solution, with the values of all its variables.</summary>
    /// <param name="body">The body.</param>
    /// <param name="part">A name for the part, unique in the body.</param>
    /// <param name="expressions">The part.</param>
    /// <param name="arguments">Values of the body's arguments.</param>
    /// <param name="input">The input.</param>
    /// <param name="options">How to run.</param>
    /// <param name="ct">Ends the evaluation.</param>
    public IReadOnlyList<Val> Solve(
        WrittenBody body, string part, Func<ImmutableArray<Expression>> expressions, IReadOnlyList<Val> arguments, Val input, EvaluationOptions options, CancellationToken ct)
    {
        if (!_programs.TryGetValue((body, part), out var program))
        {
            _programs.Add((body, part), program = Plan(body, expressions()));
        }

        if (program is null || arguments.Any(argument => argument.IsUndefined))
        {
            return [];
        }

        var documents = new ObjectBuilder();
        foreach (var key in Data.Keys)
        {
            documents.Set(key, Data.Get(key));
        }

        documents.Set(Planner.ArgumentRoot, Val.ArrayOf([.. arguments]));
        try
        {
            return [.. program.Run(EntryPoint, input, documents.Build(), options, ct).Bindings.Take(MostSolutions)];
        }
        catch (RegoEvaluationException) when (!ct.IsCancellationRequested)
        {
            // Rules that conflict, or a limit: this part has no solution to tell of.
            return [];
        }
    }

    private PolicyProgram? Plan(WrittenBody body, ImmutableArray<Expression> expressions)
    {
        try
        {
            return PolicyProgram.Link(
                Planner.PlanBody(Compilation, EntryPoint, body.Arguments, expressions), Compilation.Options.Builtins.Select(builtin => builtin.Entry));
        }
        catch (RegoCompileException)
        {
            // Without the expressions left out, a variable has no value.
            return null;
        }
    }
}
