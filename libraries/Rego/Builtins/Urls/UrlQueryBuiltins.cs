using System.Text;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Urls;

/// <summary>urlquery.*</summary>
internal static class UrlQueryBuiltins
{
    private const string BadValue = "values must be string, array[string], or set[string]";

    [Builtin("urlquery.encode")]
    internal static string Encode(string text) => QueryEscaping.Escape(text);

    [Builtin("urlquery.decode")]
    internal static string Decode(string text) => QueryEscaping.Unescape(text);

    /// <summary>Keys in order, the values of one key in theirs.</summary>
    [Builtin("urlquery.encode_object")]
    internal static string EncodeObject(RObj parameters)
    {
        var query = new StringBuilder();
        ReadOnlySpan<Val> keys = Val.From(parameters).Keys;
        foreach (Val key in keys)
        {
            string name = key.Kind == ValKind.String ? key.AsString() : key.ToJson();
            Val value = parameters.Get(key);
            ReadOnlySpan<Val> values = value.Kind switch
            {
                ValKind.String => [value],
                ValKind.Array or ValKind.Set => value.Items,
                _ => throw BuiltinException.Operand(1, BadValue),
            };
            foreach (Val item in values)
            {
                if (item.Kind != ValKind.String)
                {
                    throw BuiltinException.Operand(1, BadValue);
                }

                query.Append(query.Length > 0 ? "&" : "")
                    .Append(QueryEscaping.Escape(name)).Append('=').Append(QueryEscaping.Escape(item.AsString()));
            }
        }

        return query.ToString();
    }

    [Builtin("urlquery.decode_object")]
    internal static RObj DecodeObject(string query)
    {
        Dictionary<string, ArrayBuilder> parameters = new(StringComparer.Ordinal);
        foreach (string pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Contains(';'))
            {
                throw new BuiltinException("invalid semicolon separator in query");
            }

            int equals = pair.IndexOf('=');
            string name = QueryEscaping.Unescape(equals < 0 ? pair : pair[..equals]);
            string value = equals < 0 ? "" : QueryEscaping.Unescape(pair[(equals + 1)..]);
            if (!parameters.TryGetValue(name, out ArrayBuilder? values))
            {
                parameters[name] = values = new ArrayBuilder();
            }

            values.Add(value);
        }

        var result = new ObjectBuilder(parameters.Count);
        foreach ((string name, ArrayBuilder values) in parameters)
        {
            result.Set(name, values.Build());
        }

        return result.Build();
    }
}
