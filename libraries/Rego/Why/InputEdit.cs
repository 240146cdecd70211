using System.Globalization;
using Platform.Rego.Values;

namespace Platform.Rego.Why;

/// <summary>What an edit does at its path.</summary>
public enum EditKind
{
    /// <summary>The value there becomes another.</summary>
    Set,

    /// <summary>The array there gets a further element.</summary>
    Add,

    /// <summary>The value there goes away.</summary>
    Remove,
}

/// <summary>One change of an input.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Path">Keys and indexes from the root of the input.</param>
/// <param name="Value">The new value or element; undefined for a removal.</param>
public sealed record InputEdit(EditKind Kind, IReadOnlyList<Val> Path, Val Value)
{
    /// <summary>The path as a JSON pointer into the input.</summary>
    public string Pointer => string.Concat(Path.Select(part => "/" + Name(part).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)));

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        EditKind.Set => $"set {Reference} to {Value}",
        EditKind.Add => $"add {Value} to {Reference}",
        _ => $"remove {Reference}",
    };

    private string Reference => "input" + string.Concat(Path.Select(part =>
        part.Kind == ValKind.String && part.AsString().All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? "." + part.AsString() : $"[{part}]"));

    /// <summary>The changed input. Objects on the way that are missing are made.</summary>
    internal Val Apply(Val input) => At(input, 0);

    private Val At(Val document, int depth)
    {
        if (depth < Path.Count)
        {
            return With(document, Path[depth], Kind == EditKind.Remove && depth == Path.Count - 1 ? Val.Undefined : At(document.Get(Path[depth]), depth + 1));
        }

        if (Kind != EditKind.Add)
        {
            return Value;
        }

        var items = new ArrayBuilder();
        if (document.Kind == ValKind.Array)
        {
            foreach (var item in document.Items)
            {
                items.Add(item);
            }
        }

        return items.Add(Value).Build();
    }

    private static Val With(Val document, Val key, Val value)
    {
        if (document.Kind == ValKind.Array)
        {
            var items = new ArrayBuilder();
            for (var at = 0; at < document.Count; at++)
            {
                var item = Val.From(at) == key ? value : document[at];
                if (item.IsDefined)
                {
                    items.Add(item);
                }
            }

            return items.Build();
        }

        var made = new ObjectBuilder();
        if (document.Kind == ValKind.Object)
        {
            foreach (var known in document.Keys)
            {
                if (known != key)
                {
                    made.Set(known, document.Get(known));
                }
            }
        }

        return (value.IsDefined ? made.Set(key, value) : made).Build();
    }

    private static string Name(Val part) => part.Kind == ValKind.String ? part.AsString() : string.Create(CultureInfo.InvariantCulture, $"{part}");
}
