using System.Collections.Immutable;
using Platform.Rego.Ir;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Planning;

internal sealed partial class Planner
{
    /// <summary>The function of a node's rules, planned when it is first needed in this generation.</summary>
    private string Rules(RuleTree node)
    {
        StackGuard.Check(node.Rules[0].Span);
        if (_planned.Peek().TryGetValue(node.Path, out var known))
        {
            return known;
        }

        var name = $"g{_generations.Peek()}.{node.Path}";
        _planned.Peek()[node.Path] = name;

        var saved = (_variables, _block, _at, _next, _depth);
        _depth = 0;
        _context.Functions.Add(new RuleFunction(this, node, name).Plan());
        (_variables, _block, _at, _next, _depth) = saved;
        return name;
    }

    private IReadOnlyList<string> FunctionPath(RuleTree node)
    {
        var path = new List<string>();
        for (var at = node; at.Parent is not null; at = at.Parent)
        {
            path.Insert(0, at.Key);
        }

        return [$"g{_generations.Peek()}", .. path];
    }

    /// <summary>Plans one function: all rules of a node, and of the nodes below it when a rule's ref has variables.</summary>
    private sealed class RuleFunction(Planner planner, RuleTree node, string name)
    {
        private readonly List<Block> _blocks = [];
        private readonly int _prefix = PrefixOf(node);
        private int _result;
        private int _return;
        private int _first;
        private int[] _parameters = [];

        private static int PrefixOf(RuleTree node)
        {
            var length = 1;
            for (var at = node; at.Parent is not null; at = at.Parent)
            {
                length++;
            }

            return length;
        }

        public Func Plan()
        {
            var dynamic = node.Rules.Any(r => r.Head.Ref.Parts.Length > _prefix);
            var rules = (dynamic ? node.Subtree() : node.Rules).Where(r => dynamic ? !r.IsFunction : true).ToList();
            var arity = rules[0].Head.Arguments?.Length ?? 0;
            planner._next = 2;
            _return = planner.NewLocal();
            _parameters = [.. Enumerable.Range(0, arity).Select(_ => planner.NewLocal())];
            _result = planner.NewLocal();
            _first = planner._next;

            planner.Locate(rules[0].Span);
            if (dynamic)
            {
                Add(() => planner.Emit(new MakeObjectStmt(_return)));
            }
            else if (rules[0].Head.IsMultiValue)
            {
                Add(() => planner.Emit(new MakeSetStmt(_return)));
            }

            // The longest refs first, so that a rule that would overwrite what is below it conflicts.
            foreach (var rule in rules.Where(r => !r.IsDefault).OrderByDescending(r => r.Head.Ref.Parts.Length))
            {
                Bodies(rule, dynamic);
            }

            foreach (var rule in rules.Where(r => r.IsDefault))
            {
                Default(rule, dynamic);
            }

            planner.Locate(rules[0].Span);
            Add(() => planner.Emit(new ReturnLocalStmt(_return)));
            return new(name, planner.FunctionPath(node), [Input, Data, .. _parameters], _return, _blocks);
        }

        private void Add(Action plan)
        {
            planner._next = _first;
            planner._variables = new();
            planner._variables.Put("input", Input);
            planner._variables.Put("data", Data);
            _blocks.Add(planner.Nested(plan));
        }

        private void Bodies(Rule rule, bool dynamic)
        {
            planner.Locate(rule.Span);
            if (rule.Else is null)
            {
                Add(() => Branch(rule, dynamic, first: true));
            }
            else
            {
                // Ordered branches: each later one runs only while there is no result.
                var branches = rule.Chain().ToList();
                Add(() => planner.Emit(new BlockStmt(
                [
                    .. branches.Select((branch, i) => planner.Nested(() =>
                    {
                        planner._variables = new();
                        planner._variables.Put("input", Input);
                        planner._variables.Put("data", Data);
                        Branch(branch, dynamic, first: i == 0);
                    })),
                ])));
            }

            if (!dynamic && !rule.Head.IsMultiValue)
            {
                planner.Locate(rule.Span);
                Add(() =>
                {
                    planner.Emit(new IsDefinedStmt(_result));
                    planner.Emit(new AssignVarOnceStmt(Operand.Local(_result), _return));
                });
            }
        }

        private void Branch(Rule rule, bool dynamic, bool first)
        {
            planner.Locate(rule.Span);
            planner.Emit(first ? new ResetLocalStmt(_result) : new IsUndefinedStmt(_result));
            Arguments(rule, 0, () => planner.Body(rule.Body, 0, () =>
            {
                planner.Locate(rule.Head.Span);
                if (dynamic)
                {
                    Insert(_return, rule, _prefix);
                    if (rule.Else is not null || !first)
                    {
                        planner.Emit(new AssignVarStmt(Operand.Bool(true), _result));
                    }
                }
                else if (rule.Head.Element is { } element)
                {
                    planner.Emit(new SetAddStmt(planner.Value(element), _return));
                }
                else
                {
                    planner.Emit(new AssignVarOnceStmt(planner.Value(rule.Head.Value!), _result));
                }
            }));
        }

        private void Arguments(Rule rule, int index, Action next)
        {
            if (index == _parameters.Length)
            {
                next();
                return;
            }

            planner.UnifyLocal(
                Operand.Local(_parameters[index]), rule.Head.Arguments!.Value[index], () => Arguments(rule, index + 1, next));
        }

        // result[a][b] := value, making the objects between as needed.
        private void Insert(int target, Rule rule, int index)
        {
            var parts = rule.Head.Ref.Parts;
            if (index == parts.Length)
            {
                throw Unplanned(rule.Span, $"rule {TermPrinter.Print(rule.Head.Ref)} beside rules with variables in their refs");
            }

            var key = planner.Value(parts[index]);
            if (index < parts.Length - 1)
            {
                var inner = DotOr(target, key, made => new MakeObjectStmt(made));
                Insert(inner, rule, index + 1);
                planner.Emit(new ObjectInsertStmt(key, Operand.Local(inner), target));
            }
            else if (rule.Head.Element is { } element)
            {
                var set = DotOr(target, key, made => new MakeSetStmt(made));
                planner.Emit(new SetAddStmt(planner.Value(element), set));
                planner.Emit(new ObjectInsertStmt(key, Operand.Local(set), target));
            }
            else
            {
                planner.Emit(new ObjectInsertOnceStmt(key, planner.Value(rule.Head.Value!), target));
            }
        }

        private int DotOr(int source, Operand key, Func<int, Stmt> make)
        {
            var target = planner.NewLocal();
            planner.Emit(new BlockStmt(
            [
                planner.Nested(() =>
                {
                    planner.Emit(new BlockStmt(
                    [
                        planner.Nested(() =>
                        {
                            planner.Emit(new DotStmt(Operand.Local(source), key, target));
                            planner.Emit(new BreakStmt(1));
                        }),
                    ]));
                    planner.Emit(make(target));
                    planner.Emit(new ObjectInsertStmt(key, Operand.Local(target), source));
                }),
            ]));
            return target;
        }

        private void Default(Rule rule, bool dynamic)
        {
            planner.Locate(rule.Span);
            Add(() =>
            {
                if (dynamic)
                {
                    planner.Emit(new NotStmt(planner.Nested(() =>
                        planner.Parts(Operand.Local(_return), rule.Head.Ref.Parts, _prefix, _ => { }))));
                    Insert(_return, rule, _prefix);
                }
                else
                {
                    planner.Emit(new IsUndefinedStmt(_return));
                    planner.Emit(new AssignVarOnceStmt(planner.Value(rule.Head.Value!), _return));
                }
            });
        }
    }
}
