namespace Platform.Sidecar.Access;

/// <summary>One operation of one caller: a path pattern, the verbs, and whether they are allowed.</summary>
/// <param name="Path">Matched segment by segment: `*` is exactly one segment, a last `**` is one or more. Nothing matches by prefix.</param>
/// <param name="Verbs">Upper-case verbs; `*` is every one.</param>
/// <param name="Allow">The answer.</param>
public sealed record AccessRule(string Path, IReadOnlyList<string> Verbs, bool Allow)
{
    private readonly string[] _segments = Path.Split('/');

    /// <summary>True when the operation is this one.</summary>
    public bool Matches(string method, string path) => (Verbs.Contains("*") || Verbs.Contains(method)) && MatchesPath(path.Split('/'));

    private bool MatchesPath(string[] path)
    {
        for (var i = 0; i < _segments.Length; i++)
        {
            if (_segments[i] == "**" && i == _segments.Length - 1)
            {
                return path.Length > i;
            }

            if (i >= path.Length || (_segments[i] != "*" && _segments[i] != path[i]))
            {
                return false;
            }
        }

        return path.Length == _segments.Length;
    }
}
