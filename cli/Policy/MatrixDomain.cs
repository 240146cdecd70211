using Platform.Rego.Values;

namespace Platform.Cli.Policy;

/// <summary>
/// Everybody who might ask, in every situation that is known to be permitted to somebody: each permitted case, for each role and for a workload alone, each
/// purpose, each workload and a stranger, with the case's relationships and without any.
/// </summary>
internal static class MatrixDomain
{
    private const string Stranger = "spiffe://platform.local/ns/default/stranger";

    /// <summary>The questions of one folder, or of two together.</summary>
    public static IEnumerable<(Question Question, Val Input)> Of(params IReadOnlyList<PolicyFolder> folders)
    {
        var roles = Union(folder => folder.Roles);
        var purposes = Union(folder => folder.Purposes);
        var workloads = Union(folder => [.. folder.Workloads, Stranger]);
        foreach (var (file, situation) in folders.SelectMany(folder => folder.Permitted).DistinctBy(one => (one.Key, one.Value)).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var related = situation["context"]["relationship"].Count > 0;
            // A case without a person has none whose role could be another.
            IEnumerable<string?> asking = situation["subject"].Kind == ValKind.Object ? [null, .. roles] : [null];
            foreach (var role in asking)
            foreach (var purpose in purposes)
            foreach (var workload in workloads)
            foreach (var relationships in related ? [true, false] : new[] { true })
            {
                var question = new Question(situation["action"].AsString(), name, role, purpose, workload, relationships);
                yield return (question, question.Input(situation));
            }
        }

        List<string> Union(Func<PolicyFolder, IEnumerable<string>> of) => [.. folders.SelectMany(of).Distinct().Order(StringComparer.Ordinal)];
    }
}
