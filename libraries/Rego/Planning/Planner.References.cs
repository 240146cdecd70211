using System.Collections.Immutable;
using Platform.Rego.Ir;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;

namespace Platform.Rego.Planning;

internal sealed partial class Planner
{
    /// <summary>A place in the base documents: parts to go from a local.</summary>
    private readonly record struct BasePlace(int Local, ImmutableArray<Term> Path)
    {
        public BasePlace Then(Term part) => this with { Path = Path.Add(part) };
    }

    private void Reference(RefTerm reference, Action<Operand> next)
    {
        switch (reference.Head)
        {
            case VarTerm { Name: "data" }:
                DataPart(_compilation.Rules, new(Data, []), reference, 1, next);
                break;
            case VarTerm { Name: "input" }:
                if (reference.Parts.Length == 1)
                {
                    Emit(new IsDefinedStmt(Input));
                }

                Parts(Operand.Local(Input), reference.Parts, 1, next);
                break;
            case VarTerm v when _variables.Find(v.Name) is { } local:
                Parts(Operand.Local(local), reference.Parts, 1, next);
                break;
            case VarTerm v:
                throw Unplanned(v.Span, $"reference to unbound variable {v.Name}");
            case var head:
                Parts(Value(head), reference.Parts, 1, next);
                break;
        }
    }

    // Goes down from a value: a bound part selects, an unbound one iterates.
    private void Parts(Operand source, ImmutableArray<Term> parts, int index, Action<Operand> next)
    {
        StackGuard.Check(default);
        if (index == parts.Length)
        {
            next(source);
            return;
        }

        var part = parts[index];
        if (!Unbound(part))
        {
            var target = NewLocal();
            Emit(new DotStmt(source, Value(part), target));
            Parts(Operand.Local(target), parts, index + 1, next);
            return;
        }

        Scan(source, part, value => Parts(value, parts, index + 1, next));
    }

    private void Scan(Operand source, Term pattern, Action<Operand> next, Action<int>? check = null)
    {
        var collection = AsLocal(source);
        var key = NewLocal();
        var value = NewLocal();
        var block = Nested(() =>
        {
            check?.Invoke(key);
            UnifyLocal(Operand.Local(key), pattern, () => next(Operand.Local(value)));
        });
        Emit(new ScanStmt(collection, key, value, block));
    }

    // Goes down the tree of rules and the base documents at the same time.
    private void DataPart(RuleTree? node, BasePlace place, RefTerm reference, int index, Action<Operand> next)
    {
        StackGuard.Check(reference.Span);
        if (index == reference.Parts.Length)
        {
            Extent(node, place, next);
            return;
        }

        var part = reference.Parts[index];
        var children = node is null ? [] : VisibleChildren(node);
        if (children.Count == 0)
        {
            Parts(Operand.Local(place.Local), [.. place.Path, .. reference.Parts.AsSpan(index..)], 0, next);
        }
        else if (part is StringTerm name)
        {
            var child = children.FirstOrDefault(c => c.Key == name.Value);
            if (child is { Rules.Count: > 0 })
            {
                CallRules(child, reference, value => Parts(value, reference.Parts, index + 1, next));
            }
            else
            {
                DataPart(child, place.Then(part), reference, index + 1, next);
            }
        }
        else if (part is NumberTerm or BooleanTerm or NullTerm)
        {
            DataPart(null, place.Then(part), reference, index + 1, next);
        }
        else if (!Unbound(part))
        {
            Selected(node!, children, place, reference, index, next);
        }
        else
        {
            Enumerated(node!, children, place, reference, index, next);
        }
    }

    private void CallRules(RuleTree node, RefTerm reference, Action<Operand> next)
    {
        if (node.Rules.Any(r => r.IsFunction))
        {
            throw new RegoCompileException(
                [new(Diagnostics.DiagnosticCode.Type, reference.Span, $"function {node.Path} used as reference, not called")]);
        }

        var result = NewLocal();
        Emit(new CallStmt(Rules(node), [Operand.Local(Input), Operand.Local(Data)], result));
        next(Operand.Local(result));
    }

    // A bound variable picks one child. Where all children are alike one dynamic call does; otherwise one alternative per child.
    private void Selected(
        RuleTree node, IReadOnlyList<RuleTree> children, BasePlace place, RefTerm reference, int index, Action<Operand> next)
    {
        if (UniformLookup(node, reference, index) is { } end)
        {
            DynamicLookup(node, place, reference, index, end, next);
            return;
        }

        if (reference.Parts.AsSpan((index + 1)..).ToArray().Any(Unbound))
        {
            Enumerated(node, children, place, reference, index, next);
            return;
        }

        var target = NewLocal();
        Emit(new ResetLocalStmt(target));
        var key = Value(reference.Parts[index]);
        var blocks = new List<Block>();
        foreach (var child in children)
        {
            blocks.Add(Nested(() =>
            {
                Emit(new EqualStmt(key, Text(child.Key)));
                DataPart(node, place, Plug(reference, index, child.Key), index, value => Emit(new AssignVarStmt(value, target)));
            }));
        }

        var exclude = Keys(children);
        blocks.Add(Nested(() =>
        {
            Exclude(exclude, AsLocal(key));
            Parts(Operand.Local(place.Local), [.. place.Path, .. reference.Parts.AsSpan(index..)], 0, value => Emit(new AssignVarStmt(value, target)));
        }));
        Emit(new BlockStmt(blocks));
        Emit(new IsDefinedStmt(target));
        next(Operand.Local(target));
    }

    // Every child in turn, then the base documents under all other keys. What follows is planned once per alternative.
    private void Enumerated(
        RuleTree node, IReadOnlyList<RuleTree> children, BasePlace place, RefTerm reference, int index, Action<Operand> next)
    {
        var exclude = Keys(children);
        var blocks = new List<Block>();
        foreach (var child in children)
        {
            blocks.Add(Nested(() => Scoped(() => UnifyLocal(
                Text(child.Key),
                reference.Parts[index],
                () => DataPart(node, place, Plug(reference, index, child.Key), index, next)))));
        }

        blocks.Add(Nested(() => Scoped(() => Parts(Operand.Local(place.Local), place.Path, 0, source => Scan(
            source,
            reference.Parts[index],
            value => Parts(value, reference.Parts, index + 1, next),
            key => Exclude(exclude, key))))));
        Emit(new BlockStmt(blocks));
    }

    private static RefTerm Plug(RefTerm reference, int index, string key) =>
        reference with { Parts = reference.Parts.SetItem(index, new StringTerm(reference.Parts[index].Span, key)) };

    private int Keys(IReadOnlyList<RuleTree> children)
    {
        var keys = NewLocal();
        Emit(new MakeSetStmt(keys));
        foreach (var child in children)
        {
            Emit(new SetAddStmt(Text(child.Key), keys));
        }

        if (HasSlots)
        {
            Emit(new SetAddStmt(Text(MockRoot), keys));
        }

        return keys;
    }

    private void Exclude(int keys, int key)
    {
        var ignored = NewLocal();
        Emit(new NotStmt(Nested(() => Emit(new DotStmt(Operand.Local(keys), Operand.Local(key), ignored)))));
    }

    /// <summary>
    /// The index of the last part of a lookup whose ends are all plain rules at the same depth, or null when the tree is not that regular.
    /// </summary>
    private int? UniformLookup(RuleTree node, RefTerm reference, int index)
    {
        List<RuleTree> nodes = [node];
        for (var i = index; i < reference.Parts.Length; i++)
        {
            var part = reference.Parts[i];
            if (part is not StringTerm && (part is not VarTerm || Unbound(part)))
            {
                return null;
            }

            nodes = [.. nodes.SelectMany(n => VisibleChildren(n).Where(c => part is not StringTerm s || c.Key == s.Value))];
            if (nodes.Count == 0)
            {
                return null;
            }

            var withRules = nodes.Count(n => n.Rules.Count > 0);
            if (withRules == nodes.Count)
            {
                return nodes.Any(n => n.Rules.Any(r => r.IsFunction)) ? null : i;
            }

            if (withRules > 0)
            {
                return null;
            }
        }

        return null;
    }

    // The nesting is what CallDynamic relies on: a rule that is there but undefined leaves four blocks.
    private void DynamicLookup(RuleTree node, BasePlace place, RefTerm reference, int index, int end, Action<Operand> next)
    {
        List<RuleTree> nodes = [node];
        for (var i = index; i <= end; i++)
        {
            var part = reference.Parts[i];
            nodes = [.. nodes.SelectMany(n => VisibleChildren(n).Where(c => part is not StringTerm s || c.Key == s.Value))];
        }

        foreach (var leaf in nodes)
        {
            Rules(leaf);
        }

        List<Operand> path = [Text($"g{_generations.Peek()}")];
        foreach (var part in reference.Parts.AsSpan(1..(end + 1)))
        {
            path.Add(Value(part));
        }

        var target = NewLocal();
        Emit(new ResetLocalStmt(target));
        Emit(new BlockStmt([Nested(() => Emit(new BlockStmt([Nested(() => Emit(new BlockStmt(
        [
            Nested(() =>
            {
                Emit(new CallDynamicStmt(path, [Input, Data], target));
                Emit(new BreakStmt(2));
            }),
            Nested(() => Parts(Operand.Local(place.Local), [.. place.Path, .. reference.Parts.AsSpan(index..(end + 1))], 0, value =>
            {
                Emit(new AssignVarStmt(value, target));
                Emit(new BreakStmt(2));
            })),
        ])))])))]));
        Emit(new IsDefinedStmt(target));
        Parts(Operand.Local(target), reference.Parts, end + 1, next);
    }
}
