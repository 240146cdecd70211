namespace Platform.Hosting.Running;

/// <summary>Why a resource did not start: told to people, kept for programs.</summary>
internal sealed record StartFailure(string Resource, string Reason, IReadOnlyList<string> LastLines, string WayOut, int ExitCode)
{
    public string Tell()
    {
        var lines = LastLines.Count == 0
            ? "It printed nothing."
            : "Its last lines:" + string.Concat(LastLines.Select(line => $"{System.Environment.NewLine}  | {line}"));
        return $"{Resource}: {Reason}{System.Environment.NewLine}{lines}{System.Environment.NewLine}{WayOut}";
    }
}
