namespace Platform.Tidy.Tests.Rules;

/// <summary>A page has one title, a relative link leads somewhere, and every decision record is in the index.</summary>
public static class Documents
{
    public static IEnumerable<Violation> Check(SourceTree tree)
    {
        foreach (var (path, text) in tree.Ending(".md"))
        {
            var titles = Prose(text).Count(line => line.StartsWith("# ", StringComparison.Ordinal));
            if (titles != 1)
                yield return new Violation(path, $"has {titles} titles of the first level; one is wanted");
            foreach (var target in Links(text).Where(target => !Exists(tree, path, target)))
                yield return new Violation(path, $"links to {target}, which does not exist");
        }
        if (!tree.Files.TryGetValue("docs/decisions/README.md", out var index))
            yield break;
        foreach (var path in tree.Paths.Where(path => path.StartsWith("docs/decisions/0", StringComparison.Ordinal)))
        {
            if (!index.Contains(path["docs/decisions/".Length..], StringComparison.Ordinal))
                yield return new Violation(path, "is not in docs/decisions/README.md");
        }
    }

    private static IEnumerable<string> Prose(string text)
    {
        var fenced = false;
        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                fenced = !fenced;
            else if (!fenced)
                yield return line;
        }
    }

    private static IEnumerable<string> Links(string text)
    {
        foreach (var line in Prose(text))
        {
            for (var open = line.IndexOf("](", StringComparison.Ordinal); open >= 0; open = line.IndexOf("](", open + 2, StringComparison.Ordinal))
            {
                var close = line.IndexOf(')', open);
                var target = close < 0 ? "" : line[(open + 2)..close].Split('#')[0];
                if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
                    yield return target;
            }
        }
    }

    private static bool Exists(SourceTree tree, string page, string target)
    {
        var folder = page.Contains('/') ? page[..page.LastIndexOf('/')].Split('/').ToList() : [];
        foreach (var part in target.TrimEnd('/').Split('/'))
        {
            if (part == ".." && folder.Count > 0)
                folder.RemoveAt(folder.Count - 1);
            else if (part is not ("." or ".."))
                folder.Add(part);
        }
        var path = string.Join('/', folder);
        return tree.Files.ContainsKey(path) || tree.Paths.Any(file => file.StartsWith(path + "/", StringComparison.Ordinal));
    }
}
