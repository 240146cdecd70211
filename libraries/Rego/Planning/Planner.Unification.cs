using Platform.Rego.Ir;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Planning;

internal sealed partial class Planner
{
    private void Unify(Term left, Term right, Action next)
    {
        switch (left, right)
        {
            case (VarTerm a, VarTerm b):
                if (_variables.Find(a.Name) is { } bound)
                {
                    UnifyLocal(Operand.Local(bound), b, next);
                }
                else
                {
                    UnifyLocal(Value(b), a, next);
                }

                break;
            case (VarTerm a, _) when _variables.Find(a.Name) is { } leftLocal:
                UnifyLocal(Operand.Local(leftLocal), right, next);
                break;
            case (_, VarTerm b) when _variables.Find(b.Name) is { } rightLocal:
                UnifyLocal(Operand.Local(rightLocal), left, next);
                break;
            case (VarTerm a, _):
                Term(right, value => UnifyLocal(value, a, next));
                break;
            case (_, VarTerm b):
                Term(left, value => UnifyLocal(value, b, next));
                break;
            case (RefTerm, _):
                Term(left, value => UnifyLocal(value, right, next));
                break;
            case (_, RefTerm):
                Term(right, value => UnifyLocal(value, left, next));
                break;
            case (ArrayTerm a, ArrayTerm b) when a.Items.Length == b.Items.Length:
                UnifyAll([.. Flat(a, b)], 0, next);
                break;
            case (ObjectTerm a, ObjectTerm b) when Pairs(a, b) is not null:
                UnifyAll([.. Flat(a, b)], 0, next);
                break;
            case (Syntax.Comprehension, ArrayTerm or ObjectTerm):
                UnifyLocal(Value(left), right, next);
                break;
            case (ArrayTerm or ObjectTerm, _) when Unbound(left):
                UnifyLocal(Value(right), left, next);
                break;
            case (_, ArrayTerm or ObjectTerm) when Unbound(right):
                UnifyLocal(Value(left), right, next);
                break;
            default:
                var first = Value(left);
                Emit(new EqualStmt(first, Value(right)));
                next();
                break;
        }
    }

    // `[a, b] = [b, 1]` binds b before a: a pair with an unbound variable on both sides waits for one that has a value.
    private void UnifyAll(List<(Term Left, Term Right)> pairs, int index, Action next)
    {
        StackGuard.Check(default);
        if (index == pairs.Count)
        {
            next();
            return;
        }

        var ready = Unbound(pairs[index].Left) && Unbound(pairs[index].Right)
            ? pairs.FindIndex(index + 1, pair => !Unbound(pair.Left) || !Unbound(pair.Right))
            : index;
        if (ready > index)
        {
            pairs = [.. pairs];
            (pairs[index], pairs[ready]) = (pairs[ready], pairs[index]);
        }

        Unify(pairs[index].Left, pairs[index].Right, () => UnifyAll(pairs, index + 1, next));
    }

    // The pairs of arrays and objects within pairs, so that what one binds is known to the others.
    private static IEnumerable<(Term, Term)> Flat(Term left, Term right)
    {
        StackGuard.Check(left.Span);
        return (left, right) switch
        {
            (ArrayTerm a, ArrayTerm b) when a.Items.Length == b.Items.Length => a.Items.Zip(b.Items).SelectMany(pair => Flat(pair.First, pair.Second)),
            (ObjectTerm a, ObjectTerm b) when Pairs(a, b) is { } pairs => pairs.SelectMany(pair => Flat(pair.Item1, pair.Item2)),
            _ => [(left, right)],
        };
    }

    // The values of two object patterns by key, when their keys are constants and the same.
    private static List<(Term, Term)>? Pairs(ObjectTerm a, ObjectTerm b)
    {
        if (a.Entries.Length != b.Entries.Length || !DistinctConstantKeys(a) || !DistinctConstantKeys(b))
        {
            return null;
        }

        var pairs = new List<(Term, Term)>();
        foreach (var entry in a.Entries)
        {
            var other = b.Entries.FirstOrDefault(e => TermFacts.SameTerm(e.Key, entry.Key));
            if (other.Key is null)
            {
                return null;
            }

            pairs.Add((entry.Value, other.Value));
        }

        return pairs;
    }

    // Numbers may be written differently and still be the same key, so they do not count.
    private static bool DistinctConstantKeys(ObjectTerm o) =>
        o.Entries.All(e => e.Key is StringTerm or BooleanTerm or NullTerm)
        && o.Entries.Select(e => TermPrinter.Print(e.Key)).Distinct(StringComparer.Ordinal).Count() == o.Entries.Length;

    /// <summary>Matches a value with a pattern: unbound variables of the pattern take what they stand for.</summary>
    private void UnifyLocal(Operand value, Term pattern, Action next)
    {
        StackGuard.Check(pattern.Span);
        switch (pattern)
        {
            case VarTerm v:
                if (_variables.Find(v.Name) is { } known)
                {
                    Emit(new EqualStmt(value, Operand.Local(known)));
                }
                else
                {
                    var local = NewLocal();
                    Emit(new AssignVarStmt(value, local));
                    _variables.Put(v.Name, local);
                }

                next();
                break;
            case ArrayTerm a:
                Emit(new IsArrayStmt(value));
                RequireLength(value, a.Items.Length);
                UnifyItems(value, a, 0, next);
                break;
            case ObjectTerm o when DistinctConstantKeys(o) || Unbound(o):
                Emit(new IsObjectStmt(value));
                RequireLength(value, o.Entries.Length);
                UnifyEntries(value, o, 0, next);
                break;
            case RefTerm r:
                Reference(r, other =>
                {
                    Emit(new EqualStmt(value, other));
                    next();
                });
                break;
            default:
                Emit(new EqualStmt(value, Value(pattern)));
                next();
                break;
        }
    }

    private void RequireLength(Operand value, int length)
    {
        var actual = NewLocal();
        var wanted = NewLocal();
        Emit(new LenStmt(value, actual));
        Emit(new MakeNumberIntStmt(length, wanted));
        Emit(new EqualStmt(Operand.Local(actual), Operand.Local(wanted)));
    }

    private void UnifyItems(Operand array, ArrayTerm pattern, int index, Action next)
    {
        StackGuard.Check(pattern.Span);
        if (index == pattern.Items.Length)
        {
            next();
            return;
        }

        var key = NewLocal();
        var item = NewLocal();
        Emit(new AssignIntStmt(index, key));
        Emit(new DotStmt(array, Operand.Local(key), item));
        UnifyLocal(Operand.Local(item), pattern.Items[index], () => UnifyItems(array, pattern, index + 1, next));
    }

    private void UnifyEntries(Operand value, ObjectTerm pattern, int index, Action next)
    {
        StackGuard.Check(pattern.Span);
        if (index == pattern.Entries.Length)
        {
            next();
            return;
        }

        var item = NewLocal();
        Emit(new DotStmt(value, Value(pattern.Entries[index].Key), item));
        UnifyLocal(Operand.Local(item), pattern.Entries[index].Value, () => UnifyEntries(value, pattern, index + 1, next));
    }

    /// <summary>Whether a term holds a variable that has no value yet.</summary>
    private bool Unbound(Term term)
    {
        foreach (var name in Variables.Of(term, Skip.Closures | Skip.CallHead))
        {
            if (_variables.Find(name) is null)
            {
                return true;
            }
        }

        return false;
    }
}
