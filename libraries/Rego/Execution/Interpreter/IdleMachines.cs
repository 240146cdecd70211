namespace Platform.Rego.Execution.Interpreter;

/// <summary>
/// Machines that wait for the next evaluation of their program on their thread, so that an evaluation allocates nothing but its result.
/// </summary>
/// <remarks>
/// A thread keeps a few, each until a program with the same place is evaluated there: what it keeps of a replaced revision is that revision's code,
/// never input or data. One that is taken is nobody else's; whoever is called back during an evaluation and evaluates again gets another.
/// </remarks>
internal static class IdleMachines
{
    private const int Places = 8;

    [ThreadStatic]
    private static Machine<NoObserver>?[]? t_machines;

    internal static Machine<NoObserver> Take(PolicyProgram program)
    {
        ref var place = ref Place(program);
        var machine = place;
        if (machine is null || !ReferenceEquals(machine.Program, program))
        {
            return new Machine<NoObserver>(program, default);
        }

        place = null;
        return machine;
    }

    /// <summary>Gives back a machine whose evaluation has ended well; one that failed is dropped.</summary>
    internal static void Return(Machine<NoObserver> machine)
    {
        machine.Forget();
        Place(machine.Program) = machine;
    }

    private static ref Machine<NoObserver>? Place(PolicyProgram program) =>
        ref (t_machines ??= new Machine<NoObserver>?[Places])[program.Number & (Places - 1)];
}
