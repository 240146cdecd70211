using Platform.Rego.Ir;
using Platform.Rego.Semantics;

namespace Platform.Rego.Planning;

internal sealed partial class Planner
{
    /// <summary>Children that hold rules or packages and are not replaced by <c>with</c>.</summary>
    private List<RuleTree> VisibleChildren(RuleTree node) => [.. node.Children.Where(c => !IsHidden(c))];

    private bool IsHidden(RuleTree node)
    {
        foreach (var target in _hidden)
        {
            if (ReferenceEquals(_compilation.Rules.Find(target), node))
            {
                return true;
            }
        }

        return false;
    }

    // All that is at a place: the documents of the rules below, merged into the base documents.
    private void Extent(RuleTree? node, BasePlace place, Action<Operand> next)
    {
        if (node is null || IsHidden(node))
        {
            Parts(Operand.Local(place.Local), place.Path, 0, next);
            return;
        }

        var virtualDocument = VirtualExtent(node);
        var target = NewLocal();
        var choice = Nested(() =>
        {
            Emit(new BlockStmt(
            [
                Nested(() => Parts(Operand.Local(place.Local), place.Path, 0, source =>
                {
                    Emit(new ObjectMergeStmt(AsLocal(source), virtualDocument, target));
                    Emit(new BreakStmt(1));
                })),
            ]));
            Emit(new AssignVarStmt(Operand.Local(virtualDocument), target));
        });
        Emit(new BlockStmt([choice]));
        next(place.Path.IsEmpty && HasSlots ? WithoutSlots(target) : Operand.Local(target));
    }

    private int VirtualExtent(RuleTree node)
    {
        var target = NewLocal();
        Emit(new MakeObjectStmt(target));
        foreach (var child in VisibleChildren(node))
        {
            if (child.Rules.Any(r => r.IsFunction))
            {
                continue;
            }

            if (child.Rules.Count == 0)
            {
                Emit(new ObjectInsertStmt(Text(child.Key), Operand.Local(VirtualExtent(child)), target));
                continue;
            }

            // An undefined rule is left out.
            var function = Rules(child);
            Emit(new BlockStmt(
            [
                Nested(() =>
                {
                    var value = NewLocal();
                    Emit(new CallStmt(function, [Operand.Local(Input), Operand.Local(Data)], value));
                    Emit(new ObjectInsertStmt(Text(child.Key), Operand.Local(value), target));
                }),
            ]));
        }

        return target;
    }

    private Operand WithoutSlots(int document)
    {
        _context.Use(_compilation.Capabilities.Find("object.remove")!);
        var keys = NewLocal();
        var result = NewLocal();
        Emit(new MakeArrayStmt(1, keys));
        Emit(new ArrayAppendStmt(Text(MockRoot), keys));
        Emit(new CallStmt("object.remove", [Operand.Local(document), Operand.Local(keys)], result));
        return Operand.Local(result);
    }
}
