using System.Diagnostics;
using System.Globalization;
using Platform.Spool;
using Platform.Testing;

namespace Platform.Tests.Spool;

public sealed class KillTests
{
    [Fact]
    public async Task What_was_promised_before_a_kill_is_there_afterwards()
    {
        using var folder = new TemporaryDirectory();
        long promised = 0;
        for (var round = 0; round < 3; round++)
        {
            promised = Math.Max(promised, await AppendUntilKilledAsync(folder.Path, promised + 200));
            await using var spool = DurableSpool<string>.Open(new() { Directory = folder.Path }, TextJson.Default.String);
            var found = spool.Read(int.MaxValue);
            Assert.True(found.Count >= promised, $"{promised} records were promised, {found.Count} are there");
            Assert.Equal(Enumerable.Range(1, found.Count).Select(i => (long)i), found.Select(record => record.Sequence));
            Assert.Equal(0, spool.Lost);
        }
    }

    private static async Task<long> AppendUntilKilledAsync(string folder, long until)
    {
        var program = AppContext.BaseDirectory.Replace("Platform.Tests", "Controls", StringComparison.Ordinal);
        using var writer = Process.Start(new ProcessStartInfo(Path.Combine(program, "Platform.Controls"), ["spool-writer", folder]) { RedirectStandardOutput = true })!;
        long promised = 0;
        while (promised < until && await writer.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            promised = long.Parse(line, CultureInfo.InvariantCulture);
        }

        writer.Kill();
        // What was in the pipe when it died was promised as well.
        while (await writer.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            promised = long.TryParse(line, CultureInfo.InvariantCulture, out var last) ? last : promised;
        }

        await writer.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(promised >= until, "the writer ended by itself");
        return promised;
    }
}
