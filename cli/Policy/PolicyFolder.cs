using Platform.Cli.Rego;
using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.Cli.Policy;

/// <summary>A folder of policies as the control plane publishes it (<c>policies/</c>), compiled, with the cases in which it permits.</summary>
internal sealed class PolicyFolder
{
    private const string EntryPoint = "data.platform.decision";
    private readonly PreparedQuery decision;
    private readonly Val platform;

    private PolicyFolder(PolicyFiles files, SortedDictionary<string, Val> permitted)
    {
        decision = RegoPolicy.Compile(files.Modules, files.Data).Prepare(EntryPoint);
        platform = files.Data["platform"];
        Permitted = permitted;
    }

    /// <summary>The inputs of <c>cases/&lt;action&gt;/allow/*.json</c> by their file.</summary>
    public IReadOnlyDictionary<string, Val> Permitted { get; }

    public IEnumerable<string> Roles => Names("roles");

    public IEnumerable<string> Workloads => Names("workloads");

    public IEnumerable<string> Purposes => platform["purposes"].Items.ToArray()
        .SelectMany(role => role.Items.ToArray()).SelectMany(action => action["allowed"].Items.ToArray()).Select(purpose => purpose.AsString()).Distinct();

    /// <exception cref="PolicyFilesException">Something is missing or cannot be read.</exception>
    /// <exception cref="RegoCompileException">A module is wrong.</exception>
    public static PolicyFolder Read(string folder)
    {
        var cases = Path.Combine(folder, "cases");
        if (!Directory.Exists(cases))
            throw new PolicyFilesException($"{cases}: no such folder; a folder of policies has cases/ beside its modules and data");
        var permitted = new SortedDictionary<string, Val>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(cases, "*.json", SearchOption.AllDirectories).Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "allow"))
            permitted[Path.GetRelativePath(cases, file).Replace('\\', '/')] = DataFile.ReadInput(file);
        return new PolicyFolder(PolicyFiles.Read([folder], new PolicyReading(RegoVersion.V1) { IgnoreTests = true, Bundle = true }), permitted);
    }

    /// <summary>Asks as the enforcement point does: what cannot be evaluated is denied.</summary>
    public Verdict Ask(Val input)
    {
        try
        {
            return Verdict.Of(decision.Evaluate(input));
        }
        catch (RegoEvaluationException failed)
        {
            return new Verdict(false, failed.Message);
        }
    }

    private IEnumerable<string> Names(string document) => platform[document].Keys.ToArray().Select(key => key.AsString());
}
