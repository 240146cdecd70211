using System.Collections.Immutable;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Values;

namespace Platform.Rego.Why;

/// <summary>New elements for the arrays of the input that a body looks through, made of what the body asks of an element.</summary>
internal static class ElementProposals
{
    private const int MostElements = 24;
    private const int MostValues = 6;

    public static IEnumerable<InputEdit> For(BodyAnalysis analysis, Leaf leaf)
    {
        foreach (var expression in leaf.At.Body.Conditions.SelectMany(condition => condition.Compiled))
        {
            if (expression is { Negated: false, Literal: CallLiteral { Arguments: [VarTerm element, RefTerm { HeadName: "input" } reference] } call } && call.Is("eq")
                && reference.Parts[^1] is VarTerm && reference.Parts[1..^1].All(part => part is StringTerm))
            {
                var path = reference.Parts[1..^1].Select(part => Val.From(((StringTerm)part).Value)).ToImmutableArray();
                foreach (var made in new Wanted(analysis, leaf.At.Body).Elements(element, analysis.Input, path).Take(MostElements))
                {
                    yield return new InputEdit(EditKind.Add, path, made);
                }
            }
        }
    }

    /// <summary>What a body asks of one of its variables.</summary>
    private sealed class Wanted(BodyAnalysis analysis, WrittenBody body)
    {
        private readonly SortedDictionary<string, List<Val>> _fields = new(StringComparer.Ordinal);
        private readonly List<Val> _values = [];

        public IEnumerable<Val> Elements(VarTerm element, Val input, ImmutableArray<Val> path)
        {
            Ask(body, element.Name, 0);
            if (_fields.Count == 0)
            {
                return _values.Distinct();
            }

            var known = path.Aggregate(input, (document, part) => document.Get(part));
            IEnumerable<Val> made = [RObj.Empty];
            foreach (var (field, values) in _fields)
            {
                var choices = values.Concat(Namesakes(known, field)).Distinct().Take(MostValues).DefaultIfEmpty("example").ToList();
                made = made.SelectMany(so => choices.Select(choice => new InputEdit(EditKind.Set, [Val.From(field)], choice).Apply(so)));
            }

            return made;
        }

        private void Ask(WrittenBody of, string element, int depth)
        {
            if (of.Rule.Head.Element is { } head)
            {
                Compare(of, head, element, AskedOfSet(of.Path));
            }

            foreach (var call in of.Conditions.SelectMany(condition => condition.Compiled).Where(e => !e.Negated).Select(e => e.Literal).OfType<CallLiteral>())
            {
                if (analysis.Programs.Compilation.Rules.Find(call.Operator) is { Rules.Count: > 0 } function && depth < 3)
                {
                    for (var at = 0; at < call.Arguments.Length; at++)
                    {
                        if (call.Arguments[at] is VarTerm argument && argument.Name == element)
                        {
                            foreach (var inner in analysis.Written.Of(function).Where(b => b.Arguments.Length > at && b.Arguments[at] is VarTerm))
                            {
                                Ask(inner, ((VarTerm)inner.Arguments[at]).Name, depth + 1);
                            }
                        }
                    }
                }
                else if (call.Arguments is [var left, var right])
                {
                    var name = call.Name;
                    Compare(of, left, element, Candidates(of, name, right));
                    Compare(of, right, element, name == "eq" ? Candidates(of, name, left) : []);
                    Index(of, left, element);
                    Index(of, right, element);
                }
            }
        }

        private IEnumerable<Val> Candidates(WrittenBody of, string name, Term other)
        {
            var value = Ground(of, other, 0);
            return name switch
            {
                "gt" => [EditProposals.After(value)],
                "internal.member_2" => value.Kind is ValKind.Array or ValKind.Set ? value.Items.ToArray().Take(MostValues) : [],
                _ => [value],
            };
        }

        private void Compare(WrittenBody of, Term term, string element, IEnumerable<Val> values)
        {
            switch (Resolve(of, term, element))
            {
                case VarTerm v when v.Name == element:
                    _values.AddRange(values.Where(value => value.IsDefined));
                    break;
                case RefTerm { Parts: [VarTerm v, StringTerm field] } when v.Name == element:
                    if (!_fields.TryGetValue(field.Value, out var list))
                    {
                        _fields.Add(field.Value, list = []);
                    }

                    list.AddRange(values.Where(value => value.IsDefined));
                    break;
            }
        }

        private void Index(WrittenBody of, Term term, string element)
        {
            if (Resolve(of, term, element) is RefTerm { HeadName: "data" } reference)
            {
                for (var at = 1; at < reference.Parts.Length; at++)
                {
                    if (reference.Parts[at] is VarTerm key && key.Name == element && Ground(of, reference with { Parts = reference.Parts[..at] }, 0) is { Kind: ValKind.Object } documents)
                    {
                        _values.AddRange(documents.Keys.ToArray().Order());
                    }
                }
            }
        }

        private static Term Resolve(WrittenBody of, Term term, string element)
        {
            for (var steps = 0; steps < 8 && term is VarTerm v && v.Name != element; steps++)
            {
                var bound = of.Conditions.SelectMany(condition => condition.Compiled).Concat(of.Head).Select(e => e.Literal).OfType<CallLiteral>()
                    .Where(call => call.Is("eq") && call.Arguments[0] is VarTerm left && left.Name == v.Name).Select(call => call.Arguments[1]).FirstOrDefault();
                if (bound is null)
                {
                    break;
                }

                term = bound;
            }

            return term;
        }

        // Constants, and paths of constants into the input and the base documents.
        private Val Ground(WrittenBody of, Term term, int depth)
        {
            switch (depth < 8 ? Resolve(of, term, "") : term)
            {
                case RefTerm { HeadName: "input" or "data" } r:
                    return r.Parts.Skip(1).Aggregate(
                        r.HeadName == "input" ? analysis.Input : analysis.Programs.Data,
                        (document, part) => Ground(of, part, depth + 1) is { IsDefined: true } key ? document.Get(key) : Val.Undefined);
                case StringTerm s:
                    return s.Value;
                case NullTerm:
                    return Val.Null;
                case BooleanTerm b:
                    return b.Value;
                case NumberTerm n:
                    return Val.Parse(n.Text);
                default:
                    return Val.Undefined;
            }
        }

        // Constants that any rule looks for in the set that this rule makes.
        private IEnumerable<Val> AskedOfSet(string path) => analysis.Programs.Compilation.Modules.SelectMany(module => module.Rules).SelectMany(rule => rule.Chain())
            .Where(rule => rule.Body.Any(e => e.Literal is CallLiteral call && call.Arguments.OfType<RefTerm>().Any(r => Syntax.TermPrinter.Print(r) == path)))
            .SelectMany(rule => rule.Body).Select(e => e.Literal).OfType<CallLiteral>().Where(call => call.Name == "internal.member_2")
            .Select(call => call.Arguments[0]).OfType<StringTerm>().Select(constant => Val.From(constant.Value)).Distinct();

        private static IEnumerable<Val> Namesakes(Val known, string field) => known.Kind == ValKind.Array ? known.Items.ToArray().Select(item => item[field]).Where(value => value.IsDefined) : [];
    }
}
