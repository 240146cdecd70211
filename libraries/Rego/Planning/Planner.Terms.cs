using System.Collections.Immutable;
using System.Globalization;
using Platform.Rego.Ir;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Planning;

internal sealed partial class Planner
{
    /// <summary>Plans a term and hands its value on; a reference may have several.</summary>
    private void Term(Term term, Action<Operand> next)
    {
        if (term is RefTerm r)
        {
            Reference(r, next);
        }
        else
        {
            next(Value(term));
        }
    }

    /// <summary>A term that has exactly one value: after the passes, everything but references.</summary>
    private Operand Value(Term term)
    {
        StackGuard.Check(term.Span);
        switch (term)
        {
            case StringTerm s:
                return Text(s.Value);
            case BooleanTerm b:
                return Operand.Bool(b.Value);
            case NullTerm:
                return Into(target => Emit(new MakeNullStmt(target)));
            case NumberTerm n:
                return Number(n);
            case VarTerm v:
                return _variables.Find(v.Name) is { } local ? Operand.Local(local) : throw Unplanned(v.Span, $"unbound variable {v.Name}");
            case ArrayTerm a:
                return Into(target =>
                {
                    Emit(new MakeArrayStmt(a.Items.Length, target));
                    foreach (var item in a.Items)
                    {
                        Emit(new ArrayAppendStmt(Value(item), target));
                    }
                });
            case SetTerm s:
                return Into(target =>
                {
                    Emit(new MakeSetStmt(target));
                    foreach (var item in s.Items)
                    {
                        Emit(new SetAddStmt(Value(item), target));
                    }
                });
            case ObjectTerm o:
                return Into(target =>
                {
                    Emit(new MakeObjectStmt(target));
                    foreach (var entry in o.Entries)
                    {
                        var key = Value(entry.Key);
                        Emit(new ObjectInsertStmt(key, Value(entry.Value), target));
                    }
                });
            case ArrayComprehension c:
                return Comprehension(c.Body, t => new MakeArrayStmt(0, t), t => Emit(new ArrayAppendStmt(Value(c.Item), t)));
            case SetComprehension c:
                return Comprehension(c.Body, t => new MakeSetStmt(t), t => Emit(new SetAddStmt(Value(c.Item), t)));
            case ObjectComprehension c:
                return Comprehension(c.Body, t => new MakeObjectStmt(t), t =>
                {
                    var key = Value(c.Key);
                    Emit(new ObjectInsertOnceStmt(key, Value(c.Value), t));
                });
            default:
                throw Unplanned(term.Span, term.KindName());
        }
    }

    private Operand Into(Action<int> make)
    {
        var target = NewLocal();
        make(target);
        return Operand.Local(target);
    }

    private Operand Number(NumberTerm number) => Into(target => Emit(
        number.Text is not ("-0") && long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
            ? new MakeNumberIntStmt(integer, target)
            : new MakeNumberRefStmt(_context.String(number.Text), target)));

    private Operand Comprehension(ImmutableArray<Expression> body, Func<int, Stmt> make, Action<int> add)
    {
        var target = NewLocal();
        Emit(make(target));
        var at = _at;
        var block = Nested(() => Scoped(() => Body(body, 0, () => add(target))));
        _at = at;
        Emit(new BlockStmt([block]));
        return Operand.Local(target);
    }
}
