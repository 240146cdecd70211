using System.Globalization;
using System.Numerics;
using Platform.Rego.Values;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Kind = Platform.Rego.Builtins.Yaml.YamlScalar.Kind;

namespace Platform.Rego.Builtins.Yaml;

/// <summary>Reads the first document of a YAML text as JSON values, with the limits on aliases that go-yaml has.</summary>
internal sealed class YamlDecoder
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    private readonly BuiltinContext _context;
    private readonly Parser _parser;
    private readonly Dictionary<string, (Val Value, long Size)?> _anchors = [];
    private long _decoded;
    private long _aliased;

    private YamlDecoder(BuiltinContext context, string text)
    {
        _context = context;
        _parser = new Parser(new StringReader(text));
    }

    /// <exception cref="BuiltinException">The text is not YAML, or not YAML that JSON can express.</exception>
    public static Val Decode(BuiltinContext context, string text)
    {
        context.Charge(text.Length);
        try
        {
            return new YamlDecoder(context, text).Document();
        }
        catch (BuiltinException e)
        {
            throw new BuiltinException($"error converting YAML to JSON: {e.Message}");
        }
        catch (YamlException e)
        {
            // The scanner counts lines from one, the parser from nought.
            long line = e.Start.Line - (e is SyntaxErrorException ? 0 : 1);
            throw new BuiltinException($"error converting YAML to JSON: yaml: {(line > 0 ? $"line {line}: " : "")}{Problem(e.Message)}");
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            // YamlDotNet checks names of tags and anchors so.
            throw new BuiltinException($"error converting YAML to JSON: yaml: {e.Message}");
        }
    }

    // While parsing a flow sequence, did not find expected ',' or ']'.
    private static string Problem(string message)
    {
        if (message.StartsWith("While ", StringComparison.OrdinalIgnoreCase) && message.IndexOf(", ", StringComparison.Ordinal) is > 0 and var comma)
        {
            message = message[(comma + 2)..];
        }

        return message.TrimEnd('.');
    }

    private Val Document()
    {
        while (_parser.MoveNext())
        {
            if (_parser.Current is DocumentStart)
            {
                _parser.MoveNext();
                return Node(0);
            }
        }

        return Val.Null;
    }

    private Val Node(int depth)
    {
        if (depth > Composite.MaxDepth)
        {
            throw new BuiltinException($"yaml: exceeded max depth of {Composite.MaxDepth}");
        }

        _decoded++;
        _context.Charge(1);
        if (_parser.Current is AnchorAlias alias)
        {
            return Alias(alias.Value.Value);
        }

        string? anchor = _parser.Current is NodeEvent { Anchor.IsEmpty: false } node ? node.Anchor.Value : null;
        if (anchor is not null)
        {
            _anchors[anchor] = null;
        }

        long before = _decoded;
        Val value = _parser.Current switch
        {
            SequenceStart => Sequence(depth),
            MappingStart => Mapping(depth),
            Scalar scalar => Typed(scalar).Value switch
            {
                null => Val.Null,
                bool flag => flag,
                BigInteger integer => Val.From(integer),
                double number => YamlScalar.ToNumber(number),
                var text => (string)text,
            },
            _ => throw new BuiltinException("yaml: did not find expected node content"),
        };
        if (anchor is not null)
        {
            _anchors[anchor] = (value, _decoded - before + 1);
        }

        return value;
    }

    private Val Alias(string name)
    {
        if (!_anchors.TryGetValue(name, out var target))
        {
            throw new BuiltinException($"yaml: unknown anchor '{name}' referenced");
        }

        (Val value, long size) = target ?? throw new BuiltinException($"yaml: anchor '{name}' value contains itself");
        _decoded += size;
        _aliased += size;

        // Of a small document nearly all may be aliases, of a large one a tenth.
        double allowed = 0.99 - 0.89 * Math.Clamp((_decoded - 400_000) / 3_600_000.0, 0, 1);
        if (_aliased > 100 && _decoded > 1000 && (double)_aliased / _decoded > allowed)
        {
            throw new BuiltinException("yaml: document contains excessive aliasing");
        }

        _context.Charge(size);
        return value;
    }

    private Val Sequence(int depth)
    {
        var array = new ArrayBuilder();
        while (Next() is not SequenceEnd)
        {
            array.Add(Node(depth + 1));
        }

        return array.Build();
    }

    private Val Mapping(int depth)
    {
        Dictionary<Val, Val> members = [];
        while (Next() is not MappingEnd)
        {
            if (_parser.Current is Scalar { Style: ScalarStyle.Plain, Value: "<<", Tag.IsEmpty: true } or Scalar { Tag.IsEmpty: false, Tag.Value: TagPrefix + "merge" })
            {
                Next();
                Merge(members, Node(depth + 1));
                continue;
            }

            Val key = Key(depth);
            Next();
            members[key] = Node(depth + 1);
        }

        var mapping = new ObjectBuilder(members.Count);
        foreach ((Val key, Val value) in members)
        {
            mapping.Set(key, value);
        }

        return mapping.Build();
    }

    private static void Merge(Dictionary<Val, Val> members, Val merged)
    {
        // Earlier mappings of a sequence take precedence.
        Val[] mappings = merged.Kind == ValKind.Array ? [.. merged.Items.ToArray().Reverse()] : [merged];
        foreach (Val mapping in mappings)
        {
            if (mapping.Kind != ValKind.Object)
            {
                throw new BuiltinException("yaml: map merge requires map or sequence of maps as the value");
            }

            foreach ((Val key, Val value) in mapping.AsObject())
            {
                members[key] = value;
            }
        }
    }

    private Val Key(int depth)
    {
        if (_parser.Current is Scalar { Anchor.IsEmpty: true } scalar)
        {
            _decoded++;
            _context.Charge(1);
            return Typed(scalar) switch
            {
                (_, bool flag) => flag ? "true" : "false",
                (_, BigInteger integer) when integer <= long.MaxValue => integer.ToString(CultureInfo.InvariantCulture),
                (_, double number) => SingleText(number),
                (_, string text) => text,
                (_, var other) => throw new BuiltinException($"unsupported map key of type: {(other is null ? "%!s(<nil>)" : "uint64")}, key: {other ?? "<nil>"}"),
            };
        }

        Val key = Node(depth + 1);
        return key.Kind switch
        {
            ValKind.String => key,
            ValKind.Boolean or ValKind.Number => key.ToJson(),
            _ => throw new BuiltinException($"yaml: invalid map key: {key}"),
        };
    }

    private static string SingleText(double number) =>
        double.IsFinite(number) && double.TryParse(((float)number).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out double shortest)
            ? YamlScalar.ToText(shortest)
            : YamlScalar.ToText(number);

    private static (Kind Kind, object? Value) Typed(Scalar scalar)
    {
        string tag = scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific ? "" : scalar.Tag.Value;
        if (tag.Length == 0)
        {
            return scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty ? YamlScalar.Resolve(scalar.Value) : (Kind.Text, scalar.Value);
        }

        (Kind Kind, object? Value) resolved = YamlScalar.Resolve(scalar.Value);
        Kind wanted;
        switch (tag)
        {
            case TagPrefix + "null":
                wanted = Kind.Null;
                break;
            case TagPrefix + "bool":
                wanted = Kind.Boolean;
                break;
            case TagPrefix + "int":
                wanted = Kind.Integer;
                break;
            case TagPrefix + "float" when resolved.Value is BigInteger integer:
                return (Kind.Float, (double)integer);
            case TagPrefix + "float":
                wanted = Kind.Float;
                break;
            case TagPrefix + "timestamp":
                wanted = Kind.Timestamp;
                break;
            case TagPrefix + "binary":
                return (Kind.Text, Binary(scalar.Value));
            default:
                return (Kind.Text, scalar.Value);
        }

        return resolved.Kind == wanted
            ? resolved
            : throw new BuiltinException($"yaml: cannot decode !!{ShortName(resolved.Kind)} `{scalar.Value}` as a !!{tag[TagPrefix.Length..]}");
    }

    private static string ShortName(Kind kind) => kind switch
    {
        Kind.Null => "null",
        Kind.Boolean => "bool",
        Kind.Integer => "int",
        Kind.Float => "float",
        Kind.Timestamp => "timestamp",
        Kind.Merge => "merge",
        _ => "str",
    };

    private static string Binary(string text)
    {
        return GoBase64.Standard.TryDecode(text, out byte[] decoded, out _)
            ? Utf8Text.Decode(decoded)
            : throw new BuiltinException("yaml: !!binary value contains invalid base64 data");
    }

    private ParsingEvent Next() => _parser.MoveNext() ? _parser.Current! : throw new BuiltinException("yaml: did not find expected node content");
}
