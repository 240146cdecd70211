using Platform.Testing;

namespace Platform.EndToEnd.Tests.Workshop;

/// <summary>The labs that need no platform: red untouched, red for what only looks right, green for the solution.</summary>
public sealed class PolicyLabs : IDisposable
{
    private readonly TemporaryDirectory state = new();
    private readonly Attendee attendee;

    public PolicyLabs() => attendee = new Attendee(state.Path);

    public static IEnumerable<TheoryDataRow<string>> WrongPolicies => WorkshopFiles.Wrong(3);

    public static IEnumerable<TheoryDataRow<string>> WrongTests => WorkshopFiles.Wrong(4);

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_lab_is_red_as_it_begins(int lab)
    {
        await attendee.StartAsync(lab);
        var (exitCode, output) = await attendee.CheckAsync(lab);
        Assert.True(exitCode == 1, output);
        Assert.Contains("Not yet", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_closed_door_is_green()
    {
        await attendee.StartAsync(3);
        await GradePolicy(WorkshopFiles.Solution(3, "read.rego"), green: "Lab 3 is passed");
    }

    [Theory]
    [MemberData(nameof(WrongPolicies))]
    public async Task A_door_that_only_looks_closed_is_rejected_with_the_reason(string file)
    {
        await attendee.StartAsync(3);
        var wrong = WorkshopFiles.Solution(3, "wrong", file);
        await GradePolicy(wrong, red: WorkshopFiles.Reason(wrong));
    }

    [Fact]
    public async Task A_policy_that_does_not_compile_is_shown_with_its_line()
    {
        await attendee.StartAsync(3);
        File.WriteAllText(Policy(3), "package platform.actions.records.summary.read\n\noutcome := verdict.permit if {\n");
        var (exitCode, output) = await attendee.CheckAsync(3);
        Assert.True(exitCode == 1, output);
        Assert.Contains("read.rego:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tests_that_keep_the_door_closed_are_green()
    {
        await attendee.StartAsync(4);
        await GradeTests(WorkshopFiles.Solution(4, "read_test.rego"), green: "Lab 4 is passed");
    }

    [Theory]
    [MemberData(nameof(WrongTests))]
    public async Task Tests_that_would_not_notice_are_rejected_with_the_reason(string file)
    {
        await attendee.StartAsync(4);
        var wrong = WorkshopFiles.Solution(4, "wrong", file);
        await GradeTests(wrong, red: WorkshopFiles.Reason(wrong));
    }

    [Fact]
    public async Task Cases_without_any_that_is_denied_are_rejected()
    {
        await attendee.StartAsync(4);
        File.Copy(WorkshopFiles.Solution(4, "read_test.rego"), Tests, overwrite: true);
        var (exitCode, output) = await attendee.CheckAsync(4);
        Assert.True(exitCode == 1, output);
        Assert.Contains("no case in records.summary.read/deny named missing_subject--", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starting_again_keeps_the_work_and_a_reset_throws_it_away()
    {
        await attendee.StartAsync(3);
        var untouched = File.ReadAllText(Policy(3));
        File.AppendAllText(Policy(3), "# mine\n");
        await attendee.StartAsync(3);
        Assert.Contains("# mine", File.ReadAllText(Policy(3)), StringComparison.Ordinal);
        Assert.Equal(0, (await attendee.TypeAsync("./platform lab reset 3")).ExitCode);
        Assert.Equal(untouched, File.ReadAllText(Policy(3)));
    }

    [Fact]
    public async Task A_folder_that_no_lab_made_is_never_touched()
    {
        Directory.CreateDirectory(attendee.Lab(3));
        var precious = Path.Combine(attendee.Lab(3), "precious.txt");
        File.WriteAllText(precious, "mine");
        Assert.Equal(2, (await attendee.TypeAsync("./platform lab start 3")).ExitCode);
        Assert.Equal(2, (await attendee.TypeAsync("./platform lab reset 3")).ExitCode);
        Assert.True(File.Exists(precious));
    }

    [Fact]
    public async Task An_unknown_lab_and_one_that_is_not_set_up_are_told_apart()
    {
        var (unknown, first) = await attendee.TypeAsync("./platform lab check 99");
        var (early, second) = await attendee.TypeAsync("./platform lab check 3");
        Assert.Equal((2, 2), (unknown, early));
        Assert.Contains("no lab 99", first, StringComparison.Ordinal);
        Assert.Contains("./platform lab start 3", second, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        attendee.Dispose();
        state.Dispose();
    }

    private string Policy(int lab) => Path.Combine(attendee.Lab(lab), "policies", "records", "summary", "read.rego");

    private string Tests => Path.Combine(attendee.Lab(4), "policies", "records", "summary", "read_test.rego");

    private async Task GradePolicy(string file, string? red = null, string? green = null)
    {
        File.Copy(file, Policy(3), overwrite: true);
        await Grade(3, red, green);
    }

    private async Task GradeTests(string file, string? red = null, string? green = null)
    {
        File.Copy(file, Tests, overwrite: true);
        foreach (var side in new[] { "allow", "deny" })
        {
            var to = Directory.CreateDirectory(Path.Combine(attendee.Lab(4), "cases", "records.summary.read", side)).FullName;
            foreach (var one in Directory.EnumerateFiles(WorkshopFiles.Solution(4, "cases", "records.summary.read", side)))
                File.Copy(one, Path.Combine(to, Path.GetFileName(one)), overwrite: true);
        }

        await Grade(4, red, green);
    }

    private async Task Grade(int lab, string? red, string? green)
    {
        var (exitCode, output) = await attendee.CheckAsync(lab);
        Assert.Contains(red ?? green!, output, StringComparison.Ordinal);
        Assert.True(exitCode == (red is null ? 0 : 1), output);
    }
}
