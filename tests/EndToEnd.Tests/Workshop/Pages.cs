using Platform.Testing;

namespace Platform.EndToEnd.Tests.Workshop;

/// <summary>What a page says to type is typed, in its order, and must show what the page shows.</summary>
public sealed class Pages
{
    public static IEnumerable<TheoryDataRow<string>> WithCommands =>
        PageCommand.Pages.Where(page => PageCommand.Of(page).Count > 0).Select(page => new TheoryDataRow<string>(page));

    [Theory]
    [MemberData(nameof(WithCommands))]
    public async Task Show_what_their_commands_print(string page)
    {
        using var state = new TemporaryDirectory();
        using var attendee = new Attendee(state.Path);
        foreach (var command in PageCommand.Of(page))
        {
            if (command.RunsOn)
            {
                await attendee.LeaveRunningAsync(command);
                continue;
            }

            var (exitCode, output) = await attendee.TypeAsync(command.Command);
            Assert.True(exitCode == (command.IsRed ? 1 : 0), $"{page}:{command.Line}: $ {command.Command} ended with {exitCode}\n{output}");
            var difference = command.Difference(output);
            Assert.True(difference is null, difference);
        }
    }

    [Fact]
    public void Are_there_for_every_lab_and_each_is_graded_red_and_green()
    {
        var labs = PageCommand.Pages.Where(page => char.IsAsciiDigit(page[0])).ToList();
        Assert.NotEmpty(labs);
        Assert.All(labs, page =>
        {
            var grades = PageCommand.Of(page).Where(command => command.Command.StartsWith($"./platform lab check {page[0]}", StringComparison.Ordinal)).ToList();
            Assert.Contains(grades, grade => grade.IsRed);
            Assert.False(grades[^1].IsRed);
        });
    }

    [Fact]
    public void Would_be_found_wrong_if_they_showed_something_else()
    {
        var command = Assert.Single(PageCommand.Parse("x.md", ["```console red", "$ echo a", "a…", "…", "c", "```", "```", "$ not one", "```"]));
        Assert.True(command.IsRed);
        Assert.Null(command.Difference("a 5\nb\nb\nc\n"));
        Assert.NotNull(command.Difference("a 5\nb\n"));
        Assert.NotNull(command.Difference("b\nc\n"));
        Assert.NotNull(command.Difference("a\nc\nd\n"));
    }
}
