using Platform.Rego.Ir;
using Platform.Rego.Syntax;

namespace Platform.Rego.Planning;

internal sealed partial class Planner
{
    private readonly record struct Replacement(int Local, IReadOnlyList<int> Path, Operand Value);

    // e with t as v:
    //   reset flag; block { with t as v { e; flag = true } }; is defined flag; …      when e has one solution at most
    //   with t as v { e; with t as original { … } }                                    otherwise
    private void With(Expression expression, Action next)
    {
        var replacements = new List<Replacement>();
        var mocks = new Dictionary<string, Mock>(StringComparer.Ordinal);
        var hidden = new List<RefTerm>();
        foreach (var with in expression.Withs)
        {
            if (IsFunction(with.Target))
            {
                mocks[with.Target.DottedName()] = MockFor(with, replacements);
                continue;
            }

            var path = with.Target.Parts.Skip(1).Select(p => _context.String(((StringTerm)p).Value)).ToList();
            var document = with.Target.HeadName == "input" ? Input : Data;
            var carried = document == Data && path.Count == 0 ? CarrySlots() : [];
            replacements.Add(new(document, path, Value(with.Value)));
            replacements.AddRange(carried);
            if (document == Data)
            {
                hidden.Add(with.Target);
            }
        }

        // Rules under a replaced document or calling a replaced function are planned anew, as a new generation.
        var anew = mocks.Count > 0 || hidden.Any(ShadowsRules);
        var originals = replacements.Select(r => r.Local).Distinct().ToDictionary(local => local, local =>
        {
            var saved = NewLocal();
            Emit(new AssignVarStmt(Operand.Local(local), saved));
            return saved;
        });
        var flag = NewLocal();
        var simple = false;

        EnterWith(mocks, hidden, anew);
        var outer = _block;
        var block = new List<Stmt>();
        _block = block;
        _depth++;
        var depth = _depth + replacements.Count;
        Replace(replacements, 0, () => Expression(expression with { Withs = [] }, () =>
        {
            LeaveWith(mocks, hidden, anew);
            if (_depth == depth)
            {
                simple = true;
                Emit(new AssignVarStmt(Operand.Bool(true), flag));
            }
            else
            {
                Restore([.. originals], 0, next);
            }

            EnterWith(mocks, hidden, anew);
        }));
        _depth--;
        _block = outer;
        LeaveWith(mocks, hidden, anew);

        if (simple)
        {
            Emit(new ResetLocalStmt(flag));
            Emit(new BlockStmt([new Block(block)]));
            Emit(new IsDefinedStmt(flag));
            next();
        }
        else
        {
            Emit(new BlockStmt([new Block(block)]));
        }
    }

    private void Replace(List<Replacement> replacements, int index, Action inside)
    {
        if (index == replacements.Count)
        {
            inside();
            return;
        }

        var (local, path, value) = replacements[index];
        Emit(new WithStmt(local, path, value, Nested(() => Replace(replacements, index + 1, inside))));
    }

    private void Restore(List<KeyValuePair<int, int>> originals, int index, Action inside)
    {
        if (index == originals.Count)
        {
            inside();
            return;
        }

        var (local, saved) = originals[index];
        Emit(new WithStmt(local, [], Operand.Local(saved), Nested(() => Restore(originals, index + 1, inside))));
    }

    private void EnterWith(Dictionary<string, Mock> mocks, List<RefTerm> hidden, bool anew)
    {
        _mocks.Add(mocks);
        _slots.AddRange(mocks.Values.OfType<SlotMock>());
        _hidden.AddRange(hidden);
        if (anew)
        {
            _planned.Push(new(StringComparer.Ordinal));
            _generations.Push(++_lastGeneration);
        }
    }

    private void LeaveWith(Dictionary<string, Mock> mocks, List<RefTerm> hidden, bool anew)
    {
        _mocks.RemoveAt(_mocks.Count - 1);
        var slots = mocks.Values.Count(m => m is SlotMock);
        _slots.RemoveRange(_slots.Count - slots, slots);
        _hidden.RemoveRange(_hidden.Count - hidden.Count, hidden.Count);
        if (anew)
        {
            _planned.Pop();
            _generations.Pop();
        }
    }

    private bool ShadowsRules(RefTerm target)
    {
        var node = _compilation.Rules.Find(target);
        return node is not null && node.Subtree().Any();
    }

    private bool IsFunction(RefTerm target) => target.HeadName switch
    {
        "input" => false,
        "data" => _compilation.Rules.Find(target)?.Rules.Any(r => r.IsFunction) ?? false,
        _ => true,
    };

    private Mock MockFor(With with, List<Replacement> replacements)
    {
        if (with.IsFunctionValue)
        {
            return new FunctionMock(with.Value as RefTerm ?? new RefTerm(with.Value.Span, [with.Value]));
        }

        if (with.Value.IsConstant())
        {
            return new ConstantMock(with.Value);
        }

        var slot = $"{_lastSlot++}";
        replacements.Add(new(Data, [_context.String(MockRoot), _context.String(slot)], Value(with.Value)));
        return new SlotMock(slot);
    }

    // Replacing all of data must not take the values away that stand in for functions.
    private List<Replacement> CarrySlots()
    {
        var carried = new List<Replacement>();
        foreach (var mock in _slots)
        {
            carried.Add(new(Data, [_context.String(MockRoot), _context.String(mock.Slot)], Slot(mock)));
        }

        return carried;
    }

    private bool HasSlots => _slots.Count > 0;
}
