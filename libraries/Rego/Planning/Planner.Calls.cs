using Platform.Rego.Ir;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Planning;

internal sealed partial class Planner
{
    private void Call(CallLiteral call, Action next)
    {
        var op = call.Operator;
        switch (FindMock(op.DottedName()))
        {
            case null:
                Function(op, call, next);
                break;
            case FunctionMock mock:
                Function(mock.Function, call, next, standIn: true);
                break;
            case ConstantMock mock:
                Result(Value(mock.Value), call, Arity(op), next);
                break;
            case SlotMock mock:
                Result(Slot(mock), call, Arity(op), next);
                break;
        }
    }

    /// <param name="standIn">The function replaces another; inside of it nothing is replaced.</param>
    private void Function(RefTerm op, CallLiteral call, Action next, bool standIn = false)
    {
        if (op.HeadName == "data")
        {
            var node = _compilation.Rules.Find(op);
            if (node is null || !node.Rules.Any(r => r.IsFunction))
            {
                throw Unplanned(op.Span, $"call of {op.DottedName()}");
            }

            var arity = Arity(op);
            var arguments = new List<Operand> { Operand.Local(Input), Operand.Local(Data) };
            arguments.AddRange(call.Arguments.Take(arity).Select(Value));
            var function = standIn ? Unmocked(node) : Rules(node);
            var result = NewLocal();
            Emit(new CallStmt(function, arguments, result));
            Result(Operand.Local(result), call, arity, next);
            return;
        }

        Builtin(op, call, next);
    }

    private string Unmocked(RuleTree node)
    {
        if (!_unmocked.TryGetValue(_generations.Peek(), out var generation))
        {
            _unmocked[_generations.Peek()] = generation = (++_lastGeneration, new(StringComparer.Ordinal));
        }

        var mocks = _mocks.ToList();
        _mocks.Clear();
        _planned.Push(generation.Planned);
        _generations.Push(generation.Number);
        var function = Rules(node);
        _generations.Pop();
        _planned.Pop();
        _mocks.AddRange(mocks);
        return function;
    }

    private void Builtin(RefTerm op, CallLiteral call, Action next)
    {
        var name = op.DottedName();
        if (_compilation.Capabilities.Find(name) is not { } builtin)
        {
            throw Unplanned(op.Span, $"call of {name}");
        }

        if (name is "rego.metadata.chain" or "rego.metadata.rule")
        {
            throw Unplanned(op.Span, $"{name} outside of a rule");
        }

        var arity = builtin.Variadic ? call.Arguments.Length : builtin.Arity;
        List<Operand> arguments = [.. call.Arguments.Take(arity).Select(Value)];
        if (name is "neq" && call.Arguments.Length == 2)
        {
            Emit(new NotEqualStmt(arguments[0], arguments[1]));
            next();
            return;
        }

        _context.Use(builtin);
        var result = NewLocal();
        Emit(new CallStmt(name, arguments, result));
        if (builtin.Relation)
        {
            var key = NewLocal();
            var value = NewLocal();
            var block = Nested(() =>
            {
                if (call.Arguments.Length > arity)
                {
                    UnifyLocal(Operand.Local(value), call.Arguments[arity], next);
                }
                else
                {
                    next();
                }
            });
            Emit(new ScanStmt(result, key, value, block));
        }
        else if (builtin.Result is null)
        {
            next();
        }
        else
        {
            Result(Operand.Local(result), call, arity, next);
        }
    }

    // A further argument is the output; without one the result must not be false.
    private void Result(Operand result, CallLiteral call, int arity, Action next)
    {
        if (call.Arguments.Length > arity)
        {
            UnifyLocal(result, call.Arguments[arity], next);
            return;
        }

        Emit(new NotEqualStmt(result, Operand.Bool(false)));
        next();
    }

    private int Arity(RefTerm op) => Semantics.CheckCalls.Arity(_compilation.Rules, _compilation.Capabilities, op);

    private Mock? FindMock(string name)
    {
        for (var i = _mocks.Count - 1; i >= 0; i--)
        {
            if (_mocks[i].TryGetValue(name, out var mock))
            {
                return mock;
            }
        }

        return null;
    }

    private Operand Slot(SlotMock mock)
    {
        var slots = NewLocal();
        var value = NewLocal();
        Emit(new DotStmt(Operand.Local(Data), Text(MockRoot), slots));
        Emit(new DotStmt(Operand.Local(slots), Text(mock.Slot), value));
        return Operand.Local(value);
    }
}
