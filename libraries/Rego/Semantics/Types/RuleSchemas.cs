using System.Collections.Immutable;
using Platform.Rego.Capabilities;
using Platform.Rego.Diagnostics;
using Platform.Rego.Syntax;
using Platform.Rego.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Semantics.Types;

/// <summary>What the schemas of a rule's METADATA say of parts of the input and the data.</summary>
internal sealed class RuleSchemas
{
    public static readonly RuleSchemas None = new([]);

    private readonly ImmutableArray<(ImmutableArray<Term> Path, RegoType Type)> _types;

    private RuleSchemas(ImmutableArray<(ImmutableArray<Term> Path, RegoType Type)> types) => _types = types;

    /// <summary>Reads the <c>schemas</c> of a rule's annotations; those nearer to the rule win over those further away.</summary>
    public static RuleSchemas Of(IEnumerable<Annotations> chain, RegoSchemas? schemas, DiagnosticBag diagnostics)
    {
        var types = ImmutableArray.CreateBuilder<(ImmutableArray<Term>, RegoType)>();
        if (schemas?.Input is { IsDefined: true } input)
        {
            types.Add(([new VarTerm(default, "input")], SchemaTypes.Of(input)));
        }

        foreach (var annotations in chain.Reverse())
        {
            if (annotations.Fields.TryGetValue("schemas", out var field) && field is ArrayTerm list)
            {
                foreach (var entry in list.Items.OfType<ObjectTerm>().SelectMany(one => one.Entries))
                {
                    if (entry.Key is StringTerm path && Reference(path.Value) is { HeadName: "input" or "data" } target
                        && Schema(entry.Value, annotations, schemas, diagnostics) is { } type)
                    {
                        types.Add((target.Parts, type));
                    }
                }
            }
        }

        return types.Count == 0 ? None : new(types.ToImmutable());
    }

    /// <summary>The type of the longest part of a reference that a schema is given for, and how long that part is; null if there is none.</summary>
    public (RegoType Type, int Length)? Find(RefTerm reference)
    {
        (RegoType, int)? found = null;
        foreach (var (path, type) in _types)
        {
            if (path.Length <= reference.Parts.Length && path.Length >= (found?.Item2 ?? 0) && Begins(reference, path))
            {
                found = (type, path.Length);
            }
        }

        return found;
    }

    private static bool Begins(RefTerm reference, ImmutableArray<Term> path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            var same = (reference.Parts[i], path[i]) switch
            {
                (VarTerm a, VarTerm b) => a.Name == b.Name,
                (StringTerm a, StringTerm b) => a.Value == b.Value,
                _ => false,
            };
            if (!same)
            {
                return false;
            }
        }

        return true;
    }

    private static RegoType? Schema(Term given, Annotations annotations, RegoSchemas? schemas, DiagnosticBag diagnostics)
    {
        if (given is not StringTerm { Value: var name })
        {
            return SchemaTypes.Of(Value(given));
        }

        if (Reference(name) is { HeadName: "schema" } reference && reference.Parts.Skip(1).All(part => part is StringTerm s && !s.Value.Contains('/', StringComparison.Ordinal)))
        {
            var path = string.Join('/', reference.Parts.Skip(1).Select(part => ((StringTerm)part).Value));
            var schema = path.Length == 0 ? schemas?.Input ?? Val.Undefined : schemas?.Named.GetValueOrDefault(path) ?? Val.Undefined;
            if (schema.IsDefined)
            {
                return SchemaTypes.Of(schema);
            }

            // Without any schemas the annotations are for another run, as in opa.
            if (schemas is null)
            {
                return null;
            }
        }

        diagnostics.Type(annotations.Span, $"undefined schema: {name}");
        return null;
    }

    private static RefTerm? Reference(string text)
    {
        var errors = new DiagnosticBag();
        return Parser.ParseTerm(new SourceText("<schema>", text), errors, new()) switch
        {
            RefTerm reference when errors.Count == 0 => reference,
            VarTerm variable when errors.Count == 0 => new RefTerm(variable.Span, [variable]),
            _ => null,
        };
    }

    private static Val Value(Term term) => term switch
    {
        NullTerm => Val.Null,
        BooleanTerm b => b.Value,
        StringTerm s => s.Value,
        NumberTerm n => Val.Parse(n.Text),
        ArrayTerm a => Val.ArrayOf([.. a.Items.Select(Value)]),
        ObjectTerm o => Val.ObjectOf([.. o.Entries.Select(entry => (Value(entry.Key), Value(entry.Value)))]),
        _ => Val.Undefined,
    };
}
