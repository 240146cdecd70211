using Platform.Rego.Syntax;

namespace Platform.Rego.Semantics;

/// <summary>Knows the lines on which several rules begin; messages then name the rule, since the place alone does not.</summary>
internal sealed class SharedLines
{
    private readonly Dictionary<(string File, int Row), int> _rules = [];
    private readonly Dictionary<string, int> _packages = new(StringComparer.Ordinal);

    public SharedLines(IEnumerable<Module> modules)
    {
        foreach (var module in modules)
        {
            _packages[module.Source.File] = module.Package.Path.Parts.Length;
            foreach (var rule in module.Rules)
            {
                var key = (rule.Span.File, rule.Span.Row);
                _rules[key] = _rules.GetValueOrDefault(key) + 1;
            }
        }
    }

    /// <summary><c> in rule p</c>, or nothing.</summary>
    public string Suffix(Rule rule) => _rules.GetValueOrDefault((rule.Span.File, rule.Span.Row)) < 2
        ? ""
        : $" in rule {string.Join('.', rule.Head.Ref.Parts.Skip(_packages[rule.Span.File]).OfType<StringTerm>().Select(s => s.Value))}";
}
