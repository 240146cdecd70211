using Platform.Testing;

namespace Platform.EndToEnd.Tests.Workshop;

/// <summary>Labs whose solutions are small scripts: red untouched, red with a reason for what only looks right, green for the solution.</summary>
public sealed class ScriptedLabs : IDisposable
{
    private readonly TemporaryDirectory state = new();
    private readonly Attendee attendee;

    public ScriptedLabs() => attendee = new Attendee(state.Path);

    public static IEnumerable<TheoryDataRow<int, string>> Wrong =>
        new[] { 2, 6 }.SelectMany(lab => WorkshopFiles.Wrong(lab).Select(file => new TheoryDataRow<int, string>(lab, file.Data)));

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public async Task Are_red_as_they_begin_and_green_when_solved(int lab)
    {
        await attendee.StartAsync(lab);
        var (before, red) = await attendee.CheckAsync(lab);
        Assert.True(before == 1, red);
        await Apply(WorkshopFiles.Solution(lab, "solve.sh"), lab);
        var (after, green) = await attendee.CheckAsync(lab);
        Assert.True(after == 0, green);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Reject_what_only_looks_right_with_the_reason(int lab, string file)
    {
        await attendee.StartAsync(lab);
        var script = WorkshopFiles.Solution(lab, "wrong", file);
        await Apply(script, lab);
        var (exitCode, output) = await attendee.CheckAsync(lab);
        Assert.Contains(WorkshopFiles.Reason(script), output, StringComparison.Ordinal);
        Assert.True(exitCode == 1, output);
    }

    public void Dispose()
    {
        attendee.Dispose();
        state.Dispose();
    }

    private async Task Apply(string script, int lab)
    {
        var (exitCode, output) = await attendee.TypeAsync($"bash '{script}' '{attendee.Lab(lab)}'");
        Assert.True(exitCode == 0, output);
    }
}
