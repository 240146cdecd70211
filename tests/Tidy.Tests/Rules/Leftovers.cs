namespace Platform.Tidy.Tests.Rules;

/// <summary>Text that must not reach main: unfinished marks, waits by time in tests, paths of one machine.</summary>
public static class Leftovers
{
    // Split, so that this file does not break its own rule.
    private static readonly (string Text, string Instead)[] Everywhere =
    [
        ("FIX" + "ME", "mend it or open an issue"),
        ("TO" + "DO:", "mend it or open an issue"),
        ("NotImplemented" + "Exception", "refuse with a typed error that names what is missing"),
        ("/wo" + "rk/", "an absolute path of one machine"),
        ("/tmp/" + "wt", "an absolute path of one machine"),
        ("/tmp/" + "team", "an absolute path of one machine"),
    ];

    private static readonly (string Text, string Instead)[] InTests =
    [
        ("Thread.Sl" + "eep", "wait for a state: Eventually"),
        ("Task.De" + "lay(", "wait for a state: Eventually, or move a ManualClock"),
        ("Assert.True(tr" + "ue", "assert something that can fail"),
    ];

    public static IEnumerable<Violation> Check(SourceTree tree)
    {
        foreach (var (path, number, line) in tree.Lines(".cs", ".csproj", ".props", ".md", ".rego", ".json", ".sh", ".yaml", "platform", ".ci/run"))
        {
            var banned = path.StartsWith("tests/", StringComparison.Ordinal) ? Everywhere.Concat(InTests) : Everywhere;
            foreach (var (text, instead) in banned)
            {
                if (line.Contains(text, StringComparison.Ordinal))
                    yield return new Violation($"{path}:{number}", $"'{text}': {instead}");
            }
        }
    }
}
