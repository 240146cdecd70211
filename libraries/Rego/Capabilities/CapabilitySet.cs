using System.Collections.Immutable;
using Platform.Rego.Values;

namespace Platform.Rego.Capabilities;

/// <summary>The builtins and language features that policies may use, read from OPA's capabilities form.</summary>
internal sealed class CapabilitySet
{
    private static readonly Lazy<CapabilitySet> s_default = new(LoadEmbedded);

    private readonly Dictionary<string, BuiltinSignature> _builtins;

    private CapabilitySet(Dictionary<string, BuiltinSignature> builtins, HashSet<string> features) => (_builtins, Features) = (builtins, features);

    /// <summary>OPA's capabilities that come with the library.</summary>
    public static CapabilitySet Default => s_default.Value;

    public IReadOnlyCollection<string> Names => _builtins.Keys;

    public IReadOnlySet<string> Features { get; }

    public BuiltinSignature? Find(string name) => _builtins.GetValueOrDefault(name);

    /// <summary>Reads OPA's JSON form: <c>{"builtins": […], "features": […], "future_keywords": […]}</c>.</summary>
    /// <exception cref="FormatException">The document does not have that form.</exception>
    public static CapabilitySet Parse(ReadOnlySpan<byte> json)
    {
        var root = Val.Parse(json);
        var builtins = new Dictionary<string, BuiltinSignature>(StringComparer.Ordinal);
        foreach (var item in Require(root, "builtins").Items)
        {
            var signature = Signature(item);
            builtins[signature.Name] = signature;
        }

        var features = new HashSet<string>(StringComparer.Ordinal);
        if (root.TryGet("features", out var listed))
        {
            foreach (var feature in listed.Items)
            {
                features.Add(feature.AsString());
            }
        }

        return new(builtins, features);
    }

    /// <summary>The same with builtins of the host; one with a name that is here replaces it.</summary>
    /// <exception cref="FormatException">A declaration does not have OPA's form.</exception>
    public CapabilitySet With(IReadOnlyList<RegoBuiltin> builtins)
    {
        if (builtins.Count == 0)
        {
            return this;
        }

        var all = new Dictionary<string, BuiltinSignature>(_builtins, StringComparer.Ordinal);
        foreach (var builtin in builtins)
        {
            var declared = builtin.Declaration is { } declaration ? Val.Parse(declaration) : AnyTypes(builtin.Arity);
            var signature = Signature(Val.ObjectOf(("name", builtin.Name), ("decl", declared), ("nondeterministic", builtin.Nondeterministic)));
            all[builtin.Name] = signature.Arity == builtin.Arity
                ? signature
                : throw new FormatException($"{builtin.Name}: declared with {signature.Arity} operands, but takes {builtin.Arity}");
        }

        return new(all, [.. Features]);
    }

    private static Val AnyTypes(int arity)
    {
        var any = Val.ObjectOf(("type", "any"));
        return Val.ObjectOf(("type", "function"), ("args", Val.ArrayOf([.. Enumerable.Repeat(any, arity)])), ("result", any));
    }

    private static CapabilitySet LoadEmbedded()
    {
        using var stream = typeof(CapabilitySet).Assembly.GetManifestResourceStream("capabilities.json")
            ?? throw new InvalidOperationException("the library lacks its capabilities.json");
        var buffer = new byte[stream.Length];
        stream.ReadExactly(buffer);
        return Parse(buffer);
    }

    private static BuiltinSignature Signature(Val item)
    {
        var decl = Require(item, "decl");
        return new(
            Require(item, "name").AsString(),
            (FunctionType)Type(decl),
            item.TryGet("infix", out var infix) ? infix.AsString() : null,
            Flag(item, "deprecated"),
            Flag(item, "relation"),
            Flag(item, "nondeterministic"),
            decl)
        {
            ArgumentNames = decl.TryGet("args", out var arguments)
                ? [.. arguments.Items.ToArray().Select(a => a.TryGet("name", out var name) ? name.AsString() : "")]
                : [],
        };
    }

    private static bool Flag(Val item, string name) => item.TryGet(name, out var value) && value.IsTrue;

    private static Val Require(Val item, string name) =>
        item.TryGet(name, out var value) ? value : throw new FormatException($"capabilities: missing {name}");

    private static RegoType Type(Val decl) => Require(decl, "type").AsString() switch
    {
        "any" => new AnyType(Types(decl, "of")),
        "null" => RegoType.Null,
        "boolean" => RegoType.Boolean,
        "number" => RegoType.Number,
        "string" => RegoType.String,
        "array" => new ArrayType(Types(decl, "static"), Optional(decl, "dynamic")),
        "set" => new SetType(Optional(decl, "of") ?? RegoType.Any),
        "object" => Object(decl),
        "function" => new FunctionType(Types(decl, "args"), Optional(decl, "variadic"), Optional(decl, "result")),
        var other => throw new FormatException($"capabilities: unknown type {other}"),
    };

    private static RegoType? Optional(Val decl, string name) => decl.TryGet(name, out var inner) && inner.Kind == ValKind.Object ? Type(inner) : null;

    private static ImmutableArray<RegoType> Types(Val decl, string name)
    {
        if (!decl.TryGet(name, out var list))
        {
            return [];
        }

        var types = ImmutableArray.CreateBuilder<RegoType>();
        foreach (var item in list.Items)
        {
            types.Add(Type(item));
        }

        return types.ToImmutable();
    }

    private static ObjectType Object(Val decl)
    {
        var properties = ImmutableArray.CreateBuilder<StaticProperty>();
        if (decl.TryGet("static", out var list))
        {
            foreach (var item in list.Items)
            {
                properties.Add(new(Require(item, "key"), Type(Require(item, "value"))));
            }
        }

        return decl.TryGet("dynamic", out var dynamic)
            ? new(properties.ToImmutable(), Type(Require(dynamic, "key")), Type(Require(dynamic, "value")))
            : new(properties.ToImmutable(), null, null);
    }
}
