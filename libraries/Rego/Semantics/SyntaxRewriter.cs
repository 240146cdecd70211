using System.Collections.Immutable;
using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>The identity rewrite; a pass overrides what it changes. Every level is checked against the stack's end.</summary>
internal abstract class SyntaxRewriter
{
    public virtual Rule Rule(Rule rule) => rule with
    {
        Head = Head(rule.Head),
        Body = Body(rule.Body),
        Else = rule.Else is null ? null : Rule(rule.Else),
    };

    public virtual RuleHead Head(RuleHead head) => head with
    {
        Ref = head.Ref with { Parts = [head.Ref.Parts[0], .. head.Ref.Parts.Skip(1).Select(Term)] },
        Arguments = head.Arguments is { } arguments ? Terms(arguments) : null,
        Element = head.Element is null ? null : Term(head.Element),
        Value = head.Value is null ? null : Term(head.Value),
    };

    public virtual ImmutableArray<Expression> Body(ImmutableArray<Expression> body)
    {
        var result = ImmutableArray.CreateBuilder<Expression>(body.Length);
        foreach (var expression in body)
        {
            result.Add(Expression(expression));
        }

        return result.ToImmutable();
    }

    public virtual Expression Expression(Expression expression) => expression with
    {
        Literal = Literal(expression.Literal),
        Withs = [.. expression.Withs.Select(With)],
    };

    public virtual With With(With with) => with with { Value = Term(with.Value) };

    public virtual Literal Literal(Literal literal) => literal switch
    {
        TermLiteral t => t with { Term = Term(t.Term) },
        CallLiteral c => c with { Operator = Operator(c.Operator), Arguments = Terms(c.Arguments) },
        SomeLiteral s => s with { Symbols = Terms(s.Symbols) },
        EveryLiteral e => e with
        {
            Key = e.Key is null ? null : Term(e.Key),
            Value = Term(e.Value),
            Domain = Term(e.Domain),
            Body = Body(e.Body),
        },
        NotLiteral n => n with { Operand = Operand(n.Operand) },
        AndLiteral a => a with { Left = Operand(a.Left), Right = Operand(a.Right) },
        OrLiteral o => o with { Left = Operand(o.Left), Right = Operand(o.Right) },
        _ => throw new InvalidOperationException($"unknown literal {literal.GetType().Name}"),
    };

    public virtual LogicalOperand Operand(LogicalOperand operand) => operand with { Body = Body(operand.Body) };

    public virtual RefTerm Operator(RefTerm op) => op;

    public virtual Term Term(Term term)
    {
        StackGuard.Check(term.Span);
        return term switch
        {
            RefTerm r => Reference(r),
            ArrayTerm a => a with { Items = Terms(a.Items) },
            SetTerm s => s with { Items = Terms(s.Items) },
            ObjectTerm o => o with { Entries = [.. o.Entries.Select(e => new ObjectEntry(Term(e.Key), Term(e.Value)))] },
            Comprehension c => Comprehension(c),
            CallTerm c => c with { Operator = Operator(c.Operator), Arguments = Terms(c.Arguments) },
            TemplateTerm t => t with { Parts = [.. t.Parts.Select(p => p is Expression e ? (Node)Expression(e) : Term((Term)p))] },
            VarTerm v => Variable(v),
            _ => term,
        };
    }

    public virtual Term Variable(VarTerm variable) => variable;

    public virtual Term Reference(RefTerm reference) => reference with { Parts = Terms(reference.Parts) };

    public virtual Comprehension Comprehension(Comprehension comprehension)
    {
        var body = Body(comprehension.Body);
        return comprehension switch
        {
            ArrayComprehension a => a with { Item = Term(a.Item), Body = body },
            SetComprehension s => s with { Item = Term(s.Item), Body = body },
            ObjectComprehension o => o with { Key = Term(o.Key), Value = Term(o.Value), Body = body },
            _ => throw new InvalidOperationException($"unknown comprehension {comprehension.GetType().Name}"),
        };
    }

    public ImmutableArray<Term> Terms(ImmutableArray<Term> terms)
    {
        var result = ImmutableArray.CreateBuilder<Term>(terms.Length);
        foreach (var term in terms)
        {
            result.Add(Term(term));
        }

        return result.MoveToImmutable();
    }
}
