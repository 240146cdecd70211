using System.Collections.Immutable;
using System.Globalization;
using Platform.Rego.Syntax;
using Platform.Rego.Values;

namespace Platform.Rego.Why;

/// <summary>Edits of the input that may make a failed expression hold. Guesses: the search evaluates each.</summary>
internal static class EditProposals
{
    private const int MostValues = 32;

    public static IEnumerable<InputEdit> For(BodyAnalysis analysis, Leaf leaf)
    {
        var proposals = new Leafwise(analysis, leaf);
        return leaf.Condition.Compiled.SelectMany(proposals.For).Concat(ElementProposals.For(analysis, leaf)).Concat(proposals.Keys()).ToList();
    }

    /// <summary>A value after another in the order of its type, if that can be told.</summary>
    public static Val After(Val value) => value.Kind switch
    {
        ValKind.Number when value.TryGetInt64(out var number) => Val.From(number + 1),
        ValKind.String when DateTimeOffset.TryParse(value.AsString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) =>
            time.AddHours(1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        ValKind.String => value.AsString() + "0",
        _ => Val.Undefined,
    };

    private static Val Before(Val value) => value.Kind switch
    {
        ValKind.Number when value.TryGetInt64(out var number) => Val.From(number - 1),
        ValKind.String when DateTimeOffset.TryParse(value.AsString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) =>
            time.AddHours(-1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        _ => Val.Undefined,
    };

    private sealed class Leafwise(BodyAnalysis analysis, Leaf leaf)
    {
        public IEnumerable<InputEdit> For(Expression expression)
        {
            if (expression.Negated)
            {
                return Falsify(expression);
            }

            return expression.Literal switch
            {
                TermLiteral t => Set(t.Term, Val.True),
                CallLiteral { Arguments: [var left, var right] } c when c.Is("eq") => [.. Set(left, Value(right)), .. Set(right, Value(left))],
                CallLiteral { Arguments: [var item, var collection] } c when c.Name == "internal.member_2" => Member(item, collection),
                CallLiteral { Arguments: [var left, var right] } c when c.Is("gt") => [.. Set(left, After(Value(right))), .. Set(right, Before(Value(left)))],
                CallLiteral { Arguments: [var left, var right] } c when c.Is("lt") => [.. Set(right, After(Value(left))), .. Set(left, Before(Value(right)))],
                CallLiteral { Arguments: [var left, var right] } c when c.Is("gte") || c.Is("lte") => [.. Set(left, Value(right)), .. Set(right, Value(left))],
                CallLiteral { Arguments: [var left, var right] } c when c.Is("neq") => [.. Set(left, Other(Value(right))), .. Set(right, Other(Value(left)))],
                CallLiteral { Arguments: [var of, ..] } c when TypicalValue(c.Name) is { IsDefined: true } typical => [.. Namesakes(of, typical.Kind).SelectMany(value => Set(of, value)), .. Set(of, typical)],
                CallLiteral { Arguments: [var of, var part] } c when c.Is("startswith") || c.Is("endswith") || c.Is("contains") => Set(of, Value(part)),
                _ => [],
            };
        }

        // A document that is looked up by a value of the input: the other keys it has.
        public IEnumerable<InputEdit> Keys()
        {
            foreach (var reference in leaf.At.Held.Add(leaf.Condition).SelectMany(condition => condition.Compiled).SelectMany(References).Where(reference => reference.HeadName == "data"))
            {
                for (var at = 1; at < reference.Parts.Length; at++)
                {
                    if (reference.Parts[at] is VarTerm key && Origin(key) is { } path && analysis.Programs.Compilation.Rules.Find(reference.Parts.AsSpan(1..at))?.Rules is not { Count: > 0 })
                    {
                        foreach (var edit in Keys(reference with { Parts = reference.Parts[..at] }, path))
                        {
                            yield return edit;
                        }
                    }
                }
            }
        }

        private IEnumerable<InputEdit> Keys(RefTerm documents, ImmutableArray<Val> path)
        {
            var keys = Value(documents) is { Kind: ValKind.Object } known ? known.Keys.ToArray().Order().Take(MostValues).ToList() : [];
            return keys.Select(key => new InputEdit(EditKind.Set, path, key))
                .Concat(path is [.. var array, { Kind: ValKind.Number }] ? keys.Select(key => new InputEdit(EditKind.Add, array, key)) : []);
        }

        private IEnumerable<InputEdit> Member(Term item, Term collection)
        {
            var members = Value(collection);
            var values = members.Kind is ValKind.Array or ValKind.Set or ValKind.Object ? members.Items[..Math.Min(members.Count, MostValues)].ToArray() : [];
            return values.SelectMany(value => Set(item, value))
                .Concat(Origin(collection) is { } path && Value(item) is { IsDefined: true } wanted ? [new InputEdit(EditKind.Add, path, wanted)] : []);
        }

        private IEnumerable<InputEdit> Falsify(Expression expression)
        {
            if (expression.Literal is CallLiteral { Arguments: [var item, var collection] } member && member.Name == "internal.member_2"
                && Origin(collection) is { } list && Value(collection) is { Kind: ValKind.Array } items)
            {
                for (var at = 0; at < items.Count; at++)
                {
                    if (items[at] == Value(item))
                    {
                        yield return new(EditKind.Remove, list.Add(Val.From(at)), default);
                    }
                }

                yield break;
            }

            foreach (var path in References(expression).Select(reference => Origin(reference)).OfType<ImmutableArray<Val>>())
            {
                yield return new(EditKind.Remove, path, default);
            }
        }

        private IEnumerable<InputEdit> Set(Term term, Val value) =>
            value.IsDefined && Origin(term) is { IsEmpty: false } path ? [new InputEdit(EditKind.Set, path, value)] : [];

        // Values that other members of the same name have, such as another organisation's code.
        private IEnumerable<Val> Namesakes(Term term, ValKind kind) =>
            Origin(term) is [.., { Kind: ValKind.String } name] ? Walk(analysis.Input, name).Where(value => value.Kind == kind && value != Val.EmptyString).Distinct().Take(4) : [];

        private static IEnumerable<Val> Walk(Val document, Val name)
        {
            var found = new List<Val>();
            if (document.Kind == ValKind.Object)
            {
                foreach (var key in document.Keys)
                {
                    found.AddRange(key == name ? [document.Get(key)] : Walk(document.Get(key), name));
                }
            }
            else if (document.Kind == ValKind.Array)
            {
                foreach (var item in document.Items)
                {
                    found.AddRange(Walk(item, name));
                }
            }

            return found;
        }

        private Val Value(Term term) => analysis.Value(leaf.At, leaf.Condition, term, leaf.Solution);

        private ImmutableArray<Val>? Origin(Term term) => InputOrigin.Of(analysis, leaf.At, leaf.Condition, term, leaf.Solution);

        private static Val Other(Val value) => value.Kind switch
        {
            ValKind.Undefined => Val.Undefined,
            ValKind.String => value.AsString().Length == 0 ? "example" : Val.EmptyString,
            _ => Val.Null,
        };

        private static Val TypicalValue(string builtin) => builtin switch
        {
            "is_string" => "example",
            "is_array" => RArr.Empty,
            "is_object" => RObj.Empty,
            "is_number" => 1,
            "is_boolean" => Val.True,
            _ => Val.Undefined,
        };

        private static IEnumerable<RefTerm> References(Expression expression) => expression.Literal switch
        {
            TermLiteral { Term: RefTerm r } => [r],
            CallLiteral c => c.Arguments.OfType<RefTerm>(),
            _ => [],
        };
    }
}
