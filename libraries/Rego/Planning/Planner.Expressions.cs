using System.Collections.Immutable;
using Platform.Rego.Ir;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Planning;

internal sealed partial class Planner
{
    private void Body(ImmutableArray<Expression> body, int index, Action next)
    {
        StackGuard.Check(index < body.Length ? body[index].Span : default);
        if (index == body.Length)
        {
            next();
            return;
        }

        Locate(body[index].Span);
        Expression(body[index], () => Body(body, index + 1, next));
    }

    private void Expression(Expression expression, Action next)
    {
        if (expression.Negated)
        {
            Negation(expression with { Negated = false }, next);
        }
        else if (expression.Withs.Length > 0)
        {
            With(expression, next);
        }
        else
        {
            Literal(expression.Literal, next);
        }
    }

    private void Literal(Literal literal, Action next)
    {
        switch (literal)
        {
            case TermLiteral t:
                Condition(t.Term, next);
                break;
            case CallLiteral { Arguments: [var left, var right] } c when c.Is("eq"):
                Unify(left, right, next);
                break;
            case CallLiteral c:
                Call(c, next);
                break;
            case EveryLiteral e:
                Every(e, next);
                break;
            case NotLiteral n:
                var holds = Once(n.Operand.Body);
                Emit(new IsUndefinedStmt(holds));
                next();
                break;
            case AndLiteral a:
                Emit(new IsDefinedStmt(Once(a.Left.Body)));
                Emit(new IsDefinedStmt(Once(a.Right.Body)));
                next();
                break;
            case OrLiteral o:
                Emit(new IsDefinedStmt(Once(o.Left.Body, o.Right.Body)));
                next();
                break;
            default:
                throw Unplanned(literal.Span, literal.GetType().Name);
        }
    }

    // A bare term holds when it is defined and not false.
    private void Condition(Term term, Action next)
    {
        if (term is BooleanTerm { Value: true })
        {
            next();
            return;
        }

        Term(term, value =>
        {
            Emit(new NotEqualStmt(value, Operand.Bool(false)));
            next();
        });
    }

    /// <summary>A local that is true when one of the bodies has a solution; the first found ends the search.</summary>
    private int Once(params ReadOnlySpan<ImmutableArray<Expression>> bodies)
    {
        var found = NewLocal();
        Emit(new ResetLocalStmt(found));
        var blocks = new List<Block>();
        foreach (var body in bodies)
        {
            blocks.Add(Nested(() => Scoped(() =>
            {
                var depth = _depth;
                if (blocks.Count > 0)
                {
                    Emit(new IsUndefinedStmt(found));
                }

                Body(body, 0, () =>
                {
                    Emit(new AssignVarStmt(Operand.Bool(true), found));
                    BreakOutOf(depth);
                });
            })));
        }

        Emit(new BlockStmt(blocks));
        return found;
    }

    // Simple conditions are a NotStmt, as in OPA; where blocks were opened, success has to be carried out of them.
    private void Negation(Expression expression, Action next)
    {
        var found = NewLocal();
        var carried = false;
        var block = Nested(() => Scoped(() =>
        {
            var depth = _depth;
            Expression(expression, () =>
            {
                if (_depth > depth)
                {
                    carried = true;
                    Emit(new AssignVarStmt(Operand.Bool(true), found));
                    BreakOutOf(depth);
                }
            });
        }));

        if (carried)
        {
            Emit(new ResetLocalStmt(found));
            Emit(new BlockStmt([block]));
            Emit(new IsUndefinedStmt(found));
        }
        else
        {
            Emit(new NotStmt(block));
        }

        next();
    }

    private void Every(EveryLiteral every, Action next)
    {
        Term(every.Domain, domain =>
        {
            var source = AsLocal(domain);
            RequireCollection(source);

            // Two conditions: whether an element failed, and whether the body held for the current one.
            var failed = NewLocal();
            Emit(new ResetLocalStmt(failed));
            var search = Nested(() =>
            {
                var depth = _depth;
                var key = NewLocal();
                var value = NewLocal();
                var scan = Nested(() => Scoped(() => UnifyLocal(Operand.Local(key), every.Key!, () =>
                    UnifyLocal(Operand.Local(value), every.Value, () =>
                    {
                        Emit(new IsUndefinedStmt(Once(every.Body)));
                        Emit(new AssignVarStmt(Operand.Bool(true), failed));
                        BreakOutOf(depth);
                    }))));
                Emit(new ScanStmt(source, key, value, scan));
            });
            Emit(new BlockStmt([search]));
            Emit(new IsUndefinedStmt(failed));
            next();
        });
    }

    // Undefined unless the source is an array, an object or a set.
    private void RequireCollection(int source)
    {
        var operand = Operand.Local(source);
        var choice = Nested(() =>
        {
            Emit(new BlockStmt(
            [
                Nested(() => { Emit(new IsArrayStmt(operand)); Emit(new BreakStmt(1)); }),
                Nested(() => { Emit(new IsObjectStmt(operand)); Emit(new BreakStmt(1)); }),
                Nested(() => { Emit(new IsSetStmt(operand)); Emit(new BreakStmt(1)); }),
            ]));
            Emit(new BreakStmt(1));
        });
        Emit(new BlockStmt([choice]));
    }
}
