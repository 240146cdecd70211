using System.Text.RegularExpressions;
using Platform.Testing;

namespace Platform.EndToEnd.Tests;

public sealed partial class Help
{
    [Fact]
    public async Task Is_there_for_every_command()
    {
        using var state = new TemporaryDirectory();
        var open = new Queue<string[]>([[]]);
        var seen = new List<string>();
        while (open.TryDequeue(out var command))
        {
            var (exitCode, output, errors) = await PlatformCommand.RunAsync(state.Path, [.. command, "--help"]);
            Assert.True(exitCode == 0 && errors.Trim().Length == 0, $"{string.Join(' ', command)}: {errors}");
            Assert.Contains("Usage:", output, StringComparison.Ordinal);
            seen.Add(string.Join(' ', command));
            foreach (Match found in Command().Matches(Commands().Match(output).Value))
                open.Enqueue([.. command, found.Groups["name"].Value]);
        }

        Assert.Contains("rego serve", seen);
        Assert.True(seen.Count > 30, string.Join(", ", seen));
    }

    [GeneratedRegex(@"^Commands:\n(?:  .*\n)+", RegexOptions.Multiline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"^  (?<name>[a-z]+)\b", RegexOptions.Multiline)]
    private static partial Regex Command();
}
