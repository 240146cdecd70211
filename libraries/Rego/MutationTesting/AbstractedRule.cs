using System.Collections.Immutable;
using System.Globalization;
using Platform.Rego.Semantics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;
using Platform.Rego.Values;

namespace Platform.Rego.MutationTesting;

/// <summary>
/// A rule with everything that it asks (the input, data, other rules, arguments, calls) in place of which stands a value of the input, so that it can be
/// evaluated for any values of these. A call has a value only where its operands have.
/// </summary>
internal sealed class AbstractedRule : SyntaxRewriter
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "equal", "neq", "lt", "lte", "gt", "gte", "internal.member_2", "is_string", "is_number", "is_boolean", "is_array", "is_object", "is_set", "is_null",
    };

    // What has another value each time, and what is called for its effect.
    private static readonly HashSet<string> Impure = new(StringComparer.Ordinal) { "print", "trace", "http.send", "rand.intn", "uuid.rfc4122", "time.now_ns", "opa.runtime", "net.lookup_ip_addr", "internal.test_case" };

    private readonly Dictionary<string, AskedValue> _asked = new(StringComparer.Ordinal);
    private readonly HashSet<Val> _constants = [];
    private readonly HashSet<string> _tested = new(StringComparer.Ordinal);
    private bool _inResult;

    /// <summary>What is asked, by its text.</summary>
    public IReadOnlyDictionary<string, AskedValue> Asked => _asked;

    /// <summary>Whether a body tests it; otherwise it is passed on as it is.</summary>
    public bool IsTested(AskedValue asked) => _tested.Contains(asked.Name);

    /// <summary>The constants that occur, and where they are compared by order, values beside them.</summary>
    public IReadOnlyCollection<Val> Constants => _constants;

    /// <summary>Two of what is asked are compared with each other, so that it matters whether they are equal.</summary>
    public bool ComparesAsked { get; private set; }

    /// <summary>The rule under another name; null where it binds variables or asks for more than values.</summary>
    public Rule? Of(Rule rule, string name)
    {
        try
        {
            var abstracted = Rule(rule);
            return Named(abstracted, name);
        }
        catch (NotAbstractedException)
        {
            return null;
        }
    }

    public override Rule Rule(Rule rule) => rule with
    {
        Head = rule.Head.Ref.Parts.Length == 1 ? rule.Head with { Value = Result(rule.Head.Value ?? rule.Head.Element!) } : throw new NotAbstractedException(),
        Body = Body(rule.Body),
        Else = rule.Else is null ? null : Rule(rule.Else),
    };

    public override Expression Expression(Expression expression) => expression.Withs.Length == 0 ? base.Expression(expression) : throw new NotAbstractedException();

    public override Literal Literal(Literal literal) => literal switch
    {
        TermLiteral term => term with { Term = Term(term.Term) },
        CallLiteral call when Kept.Contains(call.Name) => call with { Arguments = Compared(call.Name, call.Arguments) },
        CallLiteral call when call.Name is not ("eq" or "assign") => new TermLiteral(call.Span, Opaque(call.Span, call.Operator, call.Arguments)),
        _ => throw new NotAbstractedException(),
    };

    public override Term Term(Term term)
    {
        if (term.IsConstant())
        {
            Note(term);
            return term;
        }

        return term switch
        {
            VarTerm { IsWildcard: false } variable => Ask(variable.Span, variable.Name, new RefTerm(variable.Span, [variable])),
            RefTerm reference when reference.Parts.Skip(1).All(part => part.IsScalar()) && reference.Head is VarTerm => Ask(reference.Span, Syntax.TermPrinter.Print(reference), reference),
            RefTerm { Head: VarTerm } reference => Strict(reference.Span, Syntax.TermPrinter.Print(reference), reference.Parts[1..]),
            CallTerm call when Kept.Contains(call.Operator.DottedName()) => call with { Arguments = Compared(call.Operator.DottedName(), call.Arguments) },
            CallTerm call => Opaque(call.Span, call.Operator, call.Arguments),
            ArrayTerm or ObjectTerm or SetTerm => base.Term(term),
            _ => throw new NotAbstractedException(),
        };
    }

    private static Rule Named(Rule rule, string name) => rule with
    {
        Head = rule.Head with { Ref = new RefTerm(rule.Head.Ref.Span, [new VarTerm(rule.Head.Ref.Span, name)]), Arguments = null, Element = null, HasContains = false },
        Else = rule.Else is null ? null : Named(rule.Else, name),
    };

    private Term Result(Term term)
    {
        _inResult = true;
        var result = Term(term);
        _inResult = false;
        return result;
    }

    private ImmutableArray<Term> Compared(string name, ImmutableArray<Term> arguments)
    {
        if (_inResult)
        {
            throw new NotAbstractedException();
        }

        var isOrder = name is "lt" or "lte" or "gt" or "gte";
        if (arguments.Length == 2 && !arguments[0].IsConstant() && !arguments[1].IsConstant())
        {
            // Whether one of two values comes first, or is in a collection, no small number of values tells.
            ComparesAsked = isOrder || (name == "internal.member_2" && arguments[1] is not (ArrayTerm or SetTerm)) ? throw new NotAbstractedException() : true;
        }
        else if (name == "internal.member_2" && !arguments[1].IsConstant() && arguments[1] is not (ArrayTerm or SetTerm))
        {
            throw new NotAbstractedException();
        }

        foreach (var argument in arguments.Where(argument => isOrder && argument.IsConstant()))
        {
            Neighbours(argument);
        }

        return Terms(arguments);
    }

    // An order between constants: a value just before and one just after each.
    private void Neighbours(Term constant)
    {
        switch (Constant(constant))
        {
            case { Kind: ValKind.Number } number when int.TryParse(number.ToJson(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole):
                foreach (var step in (ReadOnlySpan<decimal>)[-1, -0.5m, 0.5m, 1])
                {
                    _constants.Add(Val.Parse((whole + step).ToString(CultureInfo.InvariantCulture)));
                }

                break;
            case { Kind: ValKind.String } text:
                _constants.Add(Val.From(text.AsString() + "\u0001"));
                _constants.Add(Val.From(""));
                break;
            default:
                throw new NotAbstractedException();
        }
    }

    private Term Opaque(SourceSpan span, RefTerm op, ImmutableArray<Term> arguments) => Impure.Contains(op.DottedName())
        ? throw new NotAbstractedException()
        : Strict(span, Syntax.TermPrinter.Print(new CallTerm(span, op, arguments)), arguments);

    // [value, operands…][0]: undefined where an operand is.
    private Term Strict(SourceSpan span, string text, ImmutableArray<Term> operands) =>
        new RefTerm(span, [new ArrayTerm(span, [Ask(span, text, null), .. Terms(operands)]), new NumberTerm(span, "0")]);

    private RefTerm Ask(SourceSpan span, string text, RefTerm? reference)
    {
        if (!_asked.TryGetValue(text, out var known))
        {
            _asked[text] = known = new($"a{_asked.Count}", reference);
        }

        if (!_inResult)
        {
            _tested.Add(known.Name);
        }

        return TermFacts.MakeRef(span, "input", known.Name);
    }

    private void Note(Term term)
    {
        // A constant with such a character could lie between a text and the one just after it.
        _ = term is StringTerm text && text.Value.Any(char.IsControl) ? throw new NotAbstractedException() : _constants.Add(Constant(term));
        switch (term)
        {
            case ArrayTerm array:
                array.Items.ToList().ForEach(Note);
                break;
            case SetTerm set:
                set.Items.ToList().ForEach(Note);
                break;
            case ObjectTerm made:
                made.Entries.ToList().ForEach(entry => Note(entry.Value));
                break;
        }
    }

    private static Val Constant(Term term) => term switch
    {
        StringTerm text => Val.From(text.Value),
        BooleanTerm boolean => Val.From(boolean.Value),
        NumberTerm number => Val.Parse(number.Text),
        ArrayTerm array => Val.ArrayOf([.. array.Items.Select(Constant)]),
        ObjectTerm made => Val.ObjectOf([.. made.Entries.Select(entry => (Constant(entry.Key), Constant(entry.Value)))]),
        SetTerm set => set.Items.Aggregate(new SetBuilder(), (builder, item) => builder.Add(Constant(item))).Build(),
        _ => Val.Null,
    };

    private sealed class NotAbstractedException : Exception;
}

/// <summary>Something that a rule asks.</summary>
/// <param name="Name">The member of the input that stands for it.</param>
/// <param name="Reference">The reference as it was written; null for a call.</param>
internal sealed record AskedValue(string Name, RefTerm? Reference);
