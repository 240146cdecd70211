using Platform.Rego.Capabilities;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics.Types;

internal sealed partial class TypeScope
{
    /// <param name="bind">Whether unbound variables between brackets learn the type of the keys.</param>
    private RegoType Reference(RefTerm reference, bool bind) => reference.Head switch
    {
        VarTerm { Name: "input" or "data" } when !_replacedAny && Schemas.Find(reference) is { } given => Select(given.Type, reference, given.Length, bind),
        VarTerm { Name: "input" } => RegoType.Any,
        VarTerm { Name: "data" } => _replaced ? RegoType.Any : DataReference(reference, bind),
        VarTerm v => Select(Find(v.Name) ?? RegoType.Any, reference, 1, bind),
        var head => Select(Of(head), reference, 1, bind),
    };

    private RegoType DataReference(RefTerm reference, bool bind)
    {
        var node = rules.Compilation.Rules;
        for (var i = 1; i < reference.Parts.Length; i++)
        {
            var part = reference.Parts[i];
            if (node.Children.Count == 0)
            {
                return RegoType.Any;
            }

            if (part is not StringTerm name)
            {
                var key = part is VarTerm v ? Find(v.Name) ?? RegoType.Any : Of(part);
                var known = rules.KnownChildren(node);
                if (known.Count > 0 && !TypeAlgebra.Overlap(key, RegoType.String))
                {
                    report?.UndefinedKey(reference, i, key, known.Select(c => TermPrinter.Quote(c.Key)), null);
                }
                else if (bind)
                {
                    Learn(part, RegoType.String);
                }

                return RegoType.Any;
            }

            if (node.Child(name.Value) is not { } child)
            {
                return RegoType.Any;
            }

            if (child.Rules.Count > 0)
            {
                if (child.Rules.Any(r => r.IsFunction))
                {
                    report?.FunctionAsReference(reference, child.Path);
                    return RegoType.Any;
                }

                return Select(rules.Of(child), reference, i + 1, bind);
            }

            node = child;
        }

        return RegoType.Any;
    }

    // Goes into a value of a known type; a part that can select nothing is an error.
    private RegoType Select(RegoType type, RefTerm reference, int index, bool bind)
    {
        for (; index < reference.Parts.Length; index++)
        {
            if (TypeAlgebra.IsUnknown(type))
            {
                return RegoType.Any;
            }

            var part = reference.Parts[index];
            var key = Side(part);
            var constant = TypeAlgebra.Constant(part);
            switch (type)
            {
                case NullType or BooleanType or NumberType or StringType:
                    report?.UndefinedRef(reference, index, type);
                    return RegoType.Any;
                case ObjectType o when constant is { } known && o.Static.FirstOrDefault(p => p.Key.Equals(known)) is { } property:
                    type = property.Value;
                    continue;
                case ObjectType { DynamicKey: null, Static.Length: > 0 } o when constant is not null:
                    report?.UndefinedKey(reference, index, key, o.Static.Select(p => p.Key.ToString()), constant);
                    return RegoType.Any;
                case AnyType any when any.Of.Any(TypeAlgebra.IsCollection):
                    break;
                case AnyType:
                    report?.UndefinedRef(reference, index, type);
                    return RegoType.Any;
            }

            var keys = TypeAlgebra.Keys(type);
            if (!TypeAlgebra.Overlap(key, keys))
            {
                var names = type is ObjectType { DynamicKey: null } named && key is not (ArrayType or ObjectType or SetType)
                    ? named.Static.Select(p => p.Key.ToString())
                    : null;
                report?.UndefinedKey(reference, index, key, names, constant, keys);
                return RegoType.Any;
            }

            if (bind)
            {
                Learn(part, keys);
            }

            // A static position of an array may be known exactly; all else is any of the values.
            type = type is ArrayType { Static.Length: > 0 } a && constant is { } at && at.TryGetInt64(out var position) && position >= 0 && position < a.Static.Length
                ? a.Static[(int)position]
                : TypeAlgebra.Values(type);
        }

        return type;
    }
}
