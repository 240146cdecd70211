using Platform.Cli.Rego;
using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.Cli.Policy.Testing;

/// <summary>A decision from end to end, kept as a file: <c>cases/&lt;action&gt;/{allow,deny}/&lt;reason&gt;--&lt;what&gt;.json</c> is an input, its path is what must be decided.</summary>
/// <param name="File">The path below <c>cases/</c>.</param>
/// <param name="Action">The action.</param>
/// <param name="Allow">Whether it must be permitted.</param>
/// <param name="Reason">The only reason of a denial; null for a permit.</param>
/// <param name="Input">The decision input.</param>
internal sealed record PolicyCase(string File, string Action, bool Allow, string? Reason, Val Input)
{
    /// <summary>The cases of a folder of policies, in order; none if it has no <c>cases/</c>.</summary>
    /// <exception cref="PolicyFilesException">A file does not lie where its path says something, or is no JSON.</exception>
    public static IReadOnlyList<PolicyCase> Below(string policies)
    {
        var folder = Path.Combine(policies, "cases");
        return !Directory.Exists(folder) ? [] :
            [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal)
                .Select(file => Read(folder, file))];
    }

    /// <summary>Decides it; null if it comes out as its path says, else what is wrong.</summary>
    public string? Fault(PreparedQuery decision, CancellationToken cancellation)
    {
        try
        {
            var value = decision.Evaluate(Input, ct: cancellation);
            var verdict = Verdict.Of(value);
            if (Input["action"] != Val.From(Action))
                return $"its input asks for {Input["action"]}";
            if (value.Kind != ValKind.Object || value["allow"].Kind != ValKind.Boolean)
                return $"no decision: {(value.IsDefined ? value.ToJson() : "undefined")}";
            if (verdict.Allow != Allow)
                return Allow ? $"denied: {verdict.Terms}" : $"permitted: {(verdict.Terms.Length > 0 ? verdict.Terms : "without obligations")}";
            return Allow || verdict.Terms == Reason ? null : $"denied, but with {verdict.Terms}";
        }
        catch (RegoEvaluationException failed) when (!cancellation.IsCancellationRequested)
        {
            return failed.Message;
        }
    }

    private static PolicyCase Read(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        if (file.Split('/') is not [var action, var wanted, var name] || wanted is not ("allow" or "deny"))
            throw new PolicyFilesException($"{path}: a case lies at cases/<action>/allow/<name>.json or cases/<action>/deny/<reason>--<name>.json");
        var reason = wanted == "deny" ? Path.GetFileNameWithoutExtension(name).Split("--")[0] : null;
        return new PolicyCase(file, action, wanted == "allow", reason, DataFile.ReadInput(path));
    }
}
