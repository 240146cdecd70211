using System.Globalization;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.JsonSchema;

/// <summary>The documents that references can point into, by their URI. Nothing is fetched that the host does not allow.</summary>
internal sealed class SchemaResources
{
    private readonly Dictionary<string, (Val Document, SchemaDraft Draft)> documents = new(StringComparer.Ordinal);
    private readonly Func<string, Val?> fetch;

    /// <param name="fetch">Reads a remote document, or returns null where that is not allowed.</param>
    public SchemaResources(Func<string, Val?> fetch) => this.fetch = fetch;

    /// <summary>Adds a document and the schemas in it that have ids.</summary>
    public void Add(Val document, string uri, SchemaDraft draft)
    {
        documents[WithoutFragment(uri)] = (document, draft);
        AddIdentified(document, uri, draft);
    }

    /// <summary>What a reference points to, the draft it is written in, and the URI that references inside of it start from.</summary>
    public (Val Schema, SchemaDraft Draft, string BaseUri) Resolve(string reference)
    {
        if (documents.TryGetValue(reference, out (Val Document, SchemaDraft Draft) identified))
        {
            return (identified.Document, identified.Draft, reference);
        }

        string uri = WithoutFragment(reference);
        if (!documents.TryGetValue(uri, out (Val Document, SchemaDraft Draft) known))
        {
            Val document = Load(uri);
            Add(document, uri, DraftOf(document) ?? SchemaDraft.Hybrid);
            known = documents[uri];
        }

        string fragment = reference.Length > uri.Length ? Uri.UnescapeDataString(reference[(uri.Length + 1)..]) : "";
        return (Point(known.Document, fragment), known.Draft, uri);
    }

    public static string Combine(string baseUri, string reference)
    {
        if (reference.StartsWith('#'))
        {
            return WithoutFragment(baseUri) + (reference == "#" ? "" : reference);
        }

        string trimmed = reference.EndsWith('#') ? reference[..^1] : reference;
        return Uri.TryCreate(trimmed, UriKind.Absolute, out Uri? absolute) && !trimmed.StartsWith('/') ? absolute.OriginalString
            : Uri.TryCreate(baseUri, UriKind.Absolute, out Uri? start) && Uri.TryCreate(start, trimmed, out Uri? combined) ? combined.ToString()
            : trimmed;
    }

    /// <summary>The draft that <c>$schema</c> names, if it is a known one.</summary>
    public static SchemaDraft? DraftOf(Val document)
    {
        Val schema = document["$schema"];
        if (schema.IsUndefined)
        {
            return null;
        }

        if (schema.Kind != ValKind.String)
        {
            throw SchemaTexts.InvalidType("string", "$schema");
        }

        return schema.AsString().TrimEnd('#') switch
        {
            "http://json-schema.org/draft-04/schema" => SchemaDraft.Draft4,
            "http://json-schema.org/draft-06/schema" => SchemaDraft.Draft6,
            "http://json-schema.org/draft-07/schema" => SchemaDraft.Draft7,
            _ => null,
        };
    }

    /// <summary>The keyword for ids: <c>id</c> in draft 4, <c>$id</c> later, either without a draft.</summary>
    public static string IdKeyword(Val schema, SchemaDraft draft) =>
        draft == SchemaDraft.Draft4 || draft == SchemaDraft.Hybrid && schema["id"].IsDefined ? "id" : "$id";

    private Val Load(string uri)
    {
        if (MetaSchemas.Find(uri) is { } meta)
        {
            return meta;
        }

        if (!Uri.TryCreate(uri, UriKind.Absolute, out Uri? absolute) || uri.StartsWith('/'))
        {
            throw new BuiltinException($"Reference {uri} must be canonical");
        }

        return absolute.Scheme is "http" or "https" && fetch(uri) is { } document
            ? document
            : throw new BuiltinException($"remote reference loading disabled: {uri}");
    }

    private void AddIdentified(Val schema, string baseUri, SchemaDraft draft)
    {
        if (schema.Kind == ValKind.Array)
        {
            foreach (Val item in schema.Items)
            {
                AddIdentified(item, baseUri, draft);
            }
        }

        if (schema.Kind != ValKind.Object)
        {
            return;
        }

        Val id = schema[IdKeyword(schema, draft)];
        if (id.Kind == ValKind.String)
        {
            baseUri = Combine(baseUri, id.AsString());
            documents.TryAdd(baseUri, (schema, draft));
        }

        foreach (Val key in schema.Keys)
        {
            // Values here are data, not schemas.
            if (key.AsString() is not ("enum" or "const"))
            {
                AddIdentified(schema.Get(key), baseUri, draft);
            }
        }
    }

    /// <summary>RFC 6901, with the texts of github.com/xeipuuv/gojsonpointer.</summary>
    private static Val Point(Val document, string pointer)
    {
        if (pointer.Length == 0)
        {
            return document;
        }

        if (pointer[0] != '/')
        {
            throw new BuiltinException("JSON pointer must be empty or start with a \"/\"");
        }

        Val at = document;
        foreach (string part in pointer[1..].Split('/'))
        {
            string token = part.Replace("~1", "/").Replace("~0", "~");
            switch (at.Kind)
            {
                case ValKind.Object:
                    at = at.TryGet(token, out Val member) ? member : throw new BuiltinException($"Object has no key '{token}'");
                    break;
                case ValKind.Array:
                    at = int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                        ? at[index] is { IsDefined: true } item
                            ? item
                            : throw new BuiltinException($"Out of bound array[0,{at.Count}] index '{index}'")
                        : throw new BuiltinException($"Invalid array index '{token}'");
                    break;
                default:
                    throw new BuiltinException($"Invalid token reference '{token}'");
            }
        }

        return at;
    }

    private static string WithoutFragment(string uri)
    {
        int hash = uri.IndexOf('#');
        return hash < 0 ? uri : uri[..hash];
    }
}
