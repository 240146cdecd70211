using Platform.Rego.Values;

namespace Platform.Rego.Syntax;

internal sealed partial class LocatedTree
{
    private bool IsOfPackage(Annotations annotations) => annotations.Scope is "package" or "subpackages"
        || (annotations.Scope.Length == 0 && module.Package.Span.Row > annotations.EndRow);

    // The next rule below a block, if the block is not the package's.
    private IEnumerable<Annotations> AnnotationsOf(Rule rule) => module.Annotations.Where(annotations =>
        !IsOfPackage(annotations) && ReferenceEquals(module.Rules.Where(other => other.Span.Row > annotations.EndRow).MinBy(other => other.Span.Start), rule));

    private Val Annotation(Annotations annotations)
    {
        var result = Node(annotations).Set("scope", annotations.Scope.Length > 0 ? annotations.Scope : IsOfPackage(annotations) ? "package" : "rule");
        foreach (var (name, field) in annotations.Fields)
        {
            if (name is not ("scope" or "compile") && Field(name, field) is { IsDefined: true } value)
            {
                result.Set(name, value);
            }
        }

        return result.Build();
    }

    private static Val Field(string name, Term field) => (name, Constant(field)) switch
    {
        (_, { IsDefined: false }) => Val.Undefined,
        ("entrypoint", var value) => value.IsTrue ? value : Val.Undefined,
        ("authors", { Kind: ValKind.Array } list) => Array(list.Items.ToArray().Select(Author)),
        ("related_resources", { Kind: ValKind.Array } list) => Array(list.Items.ToArray().Select(one => one.Kind == ValKind.String ? Val.ObjectOf(("ref", one)) : one)),
        ("schemas", { Kind: ValKind.Array } list) => Array(list.Items.ToArray().Where(one => one.Kind == ValKind.Object).SelectMany(Schemas)),
        (_, var value) => value,
    };

    // `Name <mail>`, or an object with those members.
    private static Val Author(Val author)
    {
        if (author.Kind != ValKind.String)
        {
            return author;
        }

        var text = author.AsString().Trim();
        var at = text.LastIndexOf('<');
        var (name, mail) = at >= 0 && text.EndsWith('>') ? (text[..at].Trim(), text[(at + 1)..^1]) : (text, "");
        var result = new ObjectBuilder();
        if (name.Length > 0)
        {
            result.Set("name", name);
        }

        return (mail.Length > 0 ? result.Set("email", mail) : result).Build();
    }

    private static IEnumerable<Val> Schemas(Val entry)
    {
        foreach (var (path, schema) in entry.AsObject())
        {
            var names = Val.ArrayOf([.. path.AsString().Split('.').Select(part => (Val)part)]);
            yield return schema.Kind == ValKind.String
                ? Val.ObjectOf(("path", names), ("schema", Val.ArrayOf([.. schema.AsString().Split('.').Select(part => (Val)part)])))
                : Val.ObjectOf(("path", names), ("definition", schema));
        }
    }

    private static Val Constant(Term term) => term switch
    {
        NullTerm => Val.Null,
        BooleanTerm b => b.Value,
        StringTerm s => s.Value,
        NumberTerm n => Val.Parse(n.Text),
        ArrayTerm a => Array(a.Items.Select(Constant)),
        ObjectTerm o => Val.ObjectOf([.. o.Entries.Select(entry => (Constant(entry.Key), Constant(entry.Value)))]),
        _ => Val.Undefined,
    };
}
