using System.Collections.Immutable;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;
using Platform.Rego.Values;
using Environment = System.Collections.Immutable.ImmutableDictionary<string, Platform.Rego.Partial.SymbolicValue>;

namespace Platform.Rego.Partial;

internal sealed partial class SymbolicEvaluation
{
    private IEnumerable<Guarded> Term(Term term, Environment known)
    {
        if (term is VarTerm variable && known.TryGetValue(variable.Name, out var value))
        {
            return [new(ResidualCondition.Always, value)];
        }

        if (!new Touching(this, known).Any(term))
        {
            return _known.Values(term, known).Select(found => new Guarded(ResidualCondition.Always, new Known(found)));
        }

        return term switch
        {
            RefTerm reference => Reference(reference, known),
            ObjectTerm made => Make(made.Entries.Select(entry => (entry.Key, entry.Value)), known),
            ArrayTerm made => Make(made.Items.Select((item, at) => ((Term)new NumberTerm(item.Span, $"{at}"), item)), known),
            _ => throw Unsupported(term.Span, $"{term.KindName()} made of what is not known"),
        };
    }

    private IEnumerable<Guarded> Make(IEnumerable<(Term Key, Term Value)> members, Environment known)
    {
        IEnumerable<(ResidualCondition Condition, ImmutableArray<(Val, SymbolicValue)> Members)> made = [(ResidualCondition.Always, [])];
        foreach (var (key, value) in members)
        {
            var name = Term(key, known).Select(one => one.Value).SingleOrDefault() as Known ?? throw Unsupported(key.Span, "a key that is not known");
            var values = Term(value, known).ToList();
            made = made.SelectMany(before => values.Select(one => (ResidualCondition.All([before.Condition, one.Condition]), before.Members.Add((name.Value, one.Value))))).ToList();
        }

        return made.Select(one => new Guarded(one.Condition, new Composite(one.Members)));
    }

    private IEnumerable<Guarded> Reference(RefTerm reference, Environment known)
    {
        var (start, values) = Start(reference, known);
        foreach (var part in reference.Parts[start..])
        {
            if (part is VarTerm open && !known.ContainsKey(open.Name))
            {
                throw Unsupported(reference.Span, "every part of what is not known");
            }

            values = [.. values.SelectMany(value => Term(part, known).SelectMany(key => Select(value, key, part.Span)))];
        }

        return values;
    }

    // What the first parts of a reference select, and how many they are.
    private (int Parts, ImmutableArray<Guarded> Values) Start(RefTerm reference, Environment known)
    {
        if (reference.HeadName == "input")
        {
            var path = _unknown.Path.Count;
            return reference.Parts.Length > path && reference.Parts.Skip(1).Take(path).All(part => part is StringTerm)
                ? (path + 1, [new(ResidualCondition.Always, new Field([]))])
                : throw Unsupported(reference.Span, $"{Syntax.TermPrinter.Print(reference)} holds what is not known");
        }

        if (reference.HeadName == "data")
        {
            return _dependent.Reaches(reference) ? Rule(reference) : KnownStart(reference, known);
        }

        return (1, [.. Term(reference.Head, known)]);
    }

    private (int, ImmutableArray<Guarded>) Rule(RefTerm reference)
    {
        var (node, at) = (_rules, 1);
        while (node.Rules.Count == 0)
        {
            node = at < reference.Parts.Length && reference.Parts[at] is StringTerm name && node.Child(name.Value) is { } child
                ? child
                : throw Unsupported(reference.Span, $"{Syntax.TermPrinter.Print(reference)} is no rule, and holds what is not known");
            at++;
        }

        if (!_values.TryGetValue(node, out var values))
        {
            _values[node] = values = [.. RuleValues(node, [], reference.Span)];
        }

        return (at, values);
    }

    // As far as the document is known it is asked for as a whole, and searched for what the row selects.
    private (int, ImmutableArray<Guarded>) KnownStart(RefTerm reference, Environment known)
    {
        var length = 1;
        while (length < reference.Parts.Length && reference.Parts[length] is { } part && (part.IsScalar() || (part is VarTerm name && known.GetValueOrDefault(name.Name) is Known)))
        {
            length++;
        }

        if (length == 1)
        {
            throw Unsupported(reference.Span, "data at a path that is not known");
        }

        var prefix = reference with { Parts = reference.Parts[..length] };
        return (length, [.. _known.Values(prefix, known).Select(value => new Guarded(ResidualCondition.Always, new Known(value)))]);
    }

    private static IEnumerable<Guarded> Select(Guarded from, Guarded key, SourceSpan at)
    {
        var condition = ResidualCondition.All([from.Condition, key.Condition]);
        switch (from.Value, key.Value)
        {
            case (Known of, Known name):
                var value = of.Value.Kind is ValKind.Object or ValKind.Array or ValKind.Set ? Members(of.Value).FirstOrDefault(member => member.Key == name.Value).Value : Val.Undefined;
                return value.IsDefined ? [new(condition, new Known(value))] : [];
            case (Known of, Field { IsRow: false } name):
                return Members(of.Value).Where(member => IsScalar(member.Key)).Select(member =>
                    new Guarded(ResidualCondition.All([condition, new ResidualComparison(ResidualOperator.Eq, name.Name, member.Key)]), new Known(member.Value)));
            case (Field of, Known { Value.Kind: ValKind.String } name):
                return [new(condition, new Field(of.Names.Add(name.Value.AsString())))];
            case (Composite of, Known name):
                return of.Members.Where(member => member.Key == name.Value).Select(member => new Guarded(condition, member.Value));
            default:
                throw Unsupported(at, "a part of what is not known, at a place that is not known");
        }
    }

    private static bool IsScalar(Val value) => value.Kind is ValKind.String or ValKind.Number or ValKind.Boolean or ValKind.Null;
}
