using System.Text.RegularExpressions;

namespace Platform.Tidy.Tests.Rules;

/// <summary>Inside libraries/Rego the folders depend one way; a using directive or a qualified name against the table is a violation.</summary>
public static partial class EngineLayers
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Text"] = [],
        ["Values"] = [],
        ["Diagnostics"] = ["Text"],
        ["Capabilities"] = ["Values"],
        ["Syntax"] = ["Text", "Values", "Diagnostics"],
        ["Formatting"] = ["Syntax", "Text", "Values", "Diagnostics"],
        ["Semantics"] = ["Syntax", "Capabilities", "Text", "Values", "Diagnostics"],
        ["Ir"] = ["Text", "Values"],
        ["Planning"] = ["Semantics", "Ir", "Syntax", "Capabilities", "Text", "Values", "Diagnostics"],
        ["Builtins"] = ["Values", "Capabilities"],
        ["Execution"] = ["Ir", "Builtins", "Values", "Capabilities", "Text"],
        ["Bundles"] = ["Ir", "Values", "Text"],
        ["MutationTesting"] = ["Semantics", "Execution", "Ir", "Syntax", "Text", "Values", "Diagnostics"],
        ["Partial"] = ["Semantics", "Planning", "Execution", "Syntax", "Text", "Values", "Diagnostics"],
        ["Why"] = ["Semantics", "Planning", "Execution", "Syntax", "Text", "Values", "Diagnostics"],
    };

    public static IEnumerable<Violation> Check(SourceTree tree)
    {
        foreach (var (path, number, line) in tree.Lines(".cs"))
        {
            var parts = path.Split('/');
            if (parts is not ["libraries", "Rego", var layer, _, ..] || line.TrimStart().StartsWith("//", StringComparison.Ordinal))
                continue;
            if (!Allowed.TryGetValue(layer, out var allowed))
            {
                if (number == 1)
                    yield return new Violation(path, $"the layer {layer} is not in the table");
                continue;
            }
            foreach (Match match in Use().Matches(line))
            {
                var target = match.Groups[1].Value;
                if (target != layer && Allowed.ContainsKey(target) && !allowed.Contains(target))
                    yield return new Violation($"{path}:{number}", $"{layer} must not use {target}");
            }
        }
    }

    [GeneratedRegex(@"\bPlatform\.Rego\.([A-Z][A-Za-z]+)\b")]
    private static partial Regex Use();
}
