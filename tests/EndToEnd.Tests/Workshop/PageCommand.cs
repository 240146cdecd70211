using System.Text.RegularExpressions;
using Platform.Testing;

namespace Platform.EndToEnd.Tests.Workshop;

/// <summary>
/// A command on a page and the output that the page shows for it. Pages write them in fences marked <c>console</c>: <c>$ </c> begins a command, what follows is
/// its output; <c>…</c> stands for anything, a line of its own for any lines. The word <c>red</c> behind the mark says that the command fails with 1, <c>background</c> that it
/// runs on, in a terminal of its own, once it has shown that.
/// </summary>
public sealed record PageCommand(string Page, int Line, string Command, IReadOnlyList<string> Shown, bool IsRed, bool RunsOn)
{
    public static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "docs", "workshop");

    public static IReadOnlyList<string> Pages { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>All commands of a page, from top to bottom.</summary>
    public static IReadOnlyList<PageCommand> Of(string page) => Parse(page, File.ReadAllLines(Path.Combine(Folder, page)));

    public static IReadOnlyList<PageCommand> Parse(string page, IReadOnlyList<string> lines)
    {
        var commands = new List<PageCommand>();
        string? fence = null;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                fence = fence is null ? line[3..].Trim() : null;
            }
            else if (fence?.Split(' ')[0] == "console")
            {
                if (line.StartsWith("$ ", StringComparison.Ordinal))
                    commands.Add(new PageCommand(page, i + 1, line[2..], [], fence.Split(' ').Contains("red"), fence.Split(' ').Contains("background")));
                else if (commands is [.., var last] && last.Command.EndsWith('\\') && last.Shown.Count == 0)
                    commands[^1] = last with { Command = last.Command[..^1] + line.Trim() };
                else if (commands.Count > 0)
                    commands[^1] = commands[^1] with { Shown = [.. commands[^1].Shown, line.TrimEnd()] };
            }
        }

        return commands;
    }

    /// <summary>Null if an output is the shown one; otherwise what is missing in it.</summary>
    public string? Difference(string output)
    {
        if (Shown.Count == 0)
            return null;
        var text = string.Join('\n', output.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim('\n') + "\n";
        var pattern = string.Concat(Shown.Select(line => line.Trim() == "…" ? @"(?:[^\n]*\n)*?" : Regex.Escape(line).Replace("…", @"[^\n]*", StringComparison.Ordinal) + @"\n"));
        return Regex.IsMatch(text, @"\A\n*" + pattern + @"\n*\z", RegexOptions.CultureInvariant)
            ? null
            : $"{Page}:{Line}: $ {Command}\nthe page shows\n{string.Join('\n', Shown)}\nand it prints\n{text}";
    }
}
