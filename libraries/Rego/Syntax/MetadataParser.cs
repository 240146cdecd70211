using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Platform.Rego.Diagnostics;
using Platform.Rego.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Platform.Rego.Syntax;

/// <summary>Reads METADATA blocks out of the comments: <c># METADATA</c>, then contiguous <c># </c> lines of YAML.</summary>
internal static class MetadataParser
{
    private static readonly string[] Known =
        ["scope", "title", "description", "organizations", "related_resources", "authors", "schemas", "custom", "entrypoint", "compile"];

    private static readonly string[] Scopes = ["package", "subpackages", "document", "rule"];

    public static ImmutableArray<Annotations> Read(IReadOnlyList<Comment> comments, DiagnosticBag diagnostics)
    {
        var result = ImmutableArray.CreateBuilder<Annotations>();
        for (var i = 0; i < comments.Count; i++)
        {
            if (comments[i].Text.Trim() != "METADATA" || comments[i].Column != 1)
            {
                continue;
            }

            var yaml = new StringBuilder();
            var hint = comments[i];
            var last = hint;
            while (i + 1 < comments.Count && comments[i + 1].Row == last.Row + 1 && comments[i + 1].Column == 1)
            {
                last = comments[++i];
                yaml.Append(last.Text.StartsWith(' ') ? last.Text[1..] : last.Text).Append('\n');
            }

            if (Parse(hint.Span.To(last.Span), yaml.ToString(), last.Row, diagnostics) is { } annotations)
            {
                result.Add(annotations);
            }
        }

        return result.ToImmutable();
    }

    private static Annotations? Parse(SourceSpan span, string yaml, int endRow, DiagnosticBag diagnostics)
    {
        if (string.IsNullOrWhiteSpace(yaml))
        {
            diagnostics.Parse(span, "expected METADATA block, found whitespace");
            return null;
        }

        // YAML 1.2 §5.1 has no place for them, and whoever trims a line takes some of them for blanks.
        if (yaml.Any(c => char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\u0085')))
        {
            diagnostics.Parse(span, "yaml: control characters are not allowed");
            return null;
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 0 || stream.Documents[0].RootNode is not YamlMappingNode root)
            {
                diagnostics.Parse(span, "invalid METADATA block: expected a mapping");
                return null;
            }

            var fields = ImmutableSortedDictionary.CreateBuilder<string, Term>(StringComparer.Ordinal);
            foreach (var (key, value) in root.Children)
            {
                if (key is YamlScalarNode { Value: { } name } && Known.Contains(name))
                {
                    fields[name] = ToTerm(span, value, 0);
                }
            }

            var scope = fields.TryGetValue("scope", out var given) && given is StringTerm s ? s.Value : "";
            if (scope.Length > 0 && !Scopes.Contains(scope))
            {
                diagnostics.Parse(span, $"unknown annotation scope \"{scope}\"");
                return null;
            }

            return new(span, scope, Normalize(span, fields), endRow);
        }
        catch (Exception e) when (e is YamlException or FormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            diagnostics.Parse(span, $"yaml: {e.Message}");
            return null;
        }
    }

    // Authors and related resources become objects, however short they were written.
    private static ImmutableSortedDictionary<string, Term> Normalize(SourceSpan span, ImmutableSortedDictionary<string, Term>.Builder fields)
    {
        if (fields.TryGetValue("authors", out var authors) && authors is ArrayTerm a)
        {
            fields["authors"] = a with { Items = [.. a.Items.Select(item => item is StringTerm s ? Author(span, s.Value) : item)] };
        }

        if (fields.TryGetValue("related_resources", out var related) && related is ArrayTerm r)
        {
            fields["related_resources"] = r with
            {
                Items = [.. r.Items.Select(item => item is StringTerm s ? Object(span, ("ref", s.Value)) : item)],
            };
        }

        return fields.ToImmutable();
    }

    private static ObjectTerm Author(SourceSpan span, string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is [.., ['<', .., '>'] mail]
            ? words.Length > 1 ? Object(span, ("email", mail[1..^1]), ("name", string.Join(' ', words[..^1]))) : Object(span, ("email", mail[1..^1]))
            : Object(span, ("name", string.Join(' ', words)));
    }

    private static ObjectTerm Object(SourceSpan span, params (string Key, string Value)[] entries) =>
        new(span, [.. entries.Select(e => new ObjectEntry(new StringTerm(span, e.Key), new StringTerm(span, e.Value)))]);

    private static Term ToTerm(SourceSpan span, YamlNode node, int depth) => depth > 100
        ? throw new FormatException("nested too deeply")
        : node switch
        {
            YamlMappingNode m => new ObjectTerm(span, [.. m.Children.Select(c => new ObjectEntry(ToTerm(span, c.Key, depth + 1), ToTerm(span, c.Value, depth + 1)))]),
            YamlSequenceNode s => new ArrayTerm(span, [.. s.Children.Select(c => ToTerm(span, c, depth + 1))]),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: var text } => Scalar(span, text ?? ""),
            YamlScalarNode scalar => new StringTerm(span, scalar.Value ?? ""),
            _ => new NullTerm(span),
        };

    private static Term Scalar(SourceSpan span, string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => new NullTerm(span),
        "true" or "True" or "TRUE" => new BooleanTerm(span, true),
        "false" or "False" or "FALSE" => new BooleanTerm(span, false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) =>
            new NumberTerm(span, n.ToString(CultureInfo.InvariantCulture)),
        _ when char.IsAsciiDigit(text.TrimStart('-', '.').FirstOrDefault())
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) && double.IsFinite(d) =>
            new NumberTerm(span, d.ToString("R", CultureInfo.InvariantCulture)),
        _ => new StringTerm(span, text),
    };
}
