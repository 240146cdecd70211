using System.Text.Json.Serialization;
using Platform.Spool;
using Platform.Testing;

namespace Platform.Tests.Spool;

[Trait("requirement", "AU-02")]
public sealed partial class SpoolTests : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    [Fact]
    public async Task Keeps_order_and_counts_from_one_over_restarts()
    {
        await using (var spool = Open())
        {
            for (var i = 1; i <= 3; i++)
            {
                Assert.Equal(i, await spool.AppendAsync(new Entry($"r{i}")));
            }
        }

        await using var again = Open();
        Assert.Equal(4, await again.AppendAsync(new Entry("r4")));
        Assert.Equal(["r1", "r2", "r3", "r4"], again.Read(10).Select(record => record.Value.Text));
        Assert.Equal([1L, 2L, 3L, 4L], again.Read(10).Select(record => record.Sequence));
    }

    [Fact]
    public async Task Reading_removes_nothing_and_acknowledging_does_also_over_restarts()
    {
        await using (var spool = Open(segmentBytes: 100))
        {
            for (var i = 1; i <= 10; i++)
            {
                await spool.AppendAsync(new Entry($"r{i}"));
            }

            Assert.Equal(2, spool.Read(2).Count);
            Assert.Equal(1, spool.Read(1)[0].Sequence);
            spool.Acknowledge(7);
            Assert.Equal(8, spool.Read(1)[0].Sequence);
        }

        await using var again = Open(segmentBytes: 100);
        Assert.Equal(["r8", "r9", "r10"], again.Read(10).Select(record => record.Value.Text));
        Assert.Throws<ArgumentOutOfRangeException>(() => again.Acknowledge(11));
        again.Acknowledge(10);
        Assert.Empty(again.Read(10));
        Assert.Equal(0, again.PendingBytes);
        Assert.Equal(11, await again.AppendAsync(new Entry("r11")));
        Assert.Single(Directory.GetFiles(folder.Path, "*.spool"), path => new FileInfo(path).Length > 0);
    }

    [Fact]
    public async Task Many_writers_get_one_sequence_each()
    {
        await using var spool = Open();
        var sequences = await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => Task.Run(() => spool.AppendAsync(new Entry($"{i}")))));
        Assert.Equal(Enumerable.Range(1, 2000).Select(i => (long)i), sequences.Order());
        var read = spool.Read(5000);
        Assert.Equal(2000, read.Select(record => record.Value.Text).Distinct().Count());
    }

    [Fact]
    public async Task Refuses_when_full_counts_the_loss_and_tells_the_next_reader()
    {
        await using (var spool = Open(bytesMax: 120))
        {
            await spool.AppendAsync(new Entry("kept"));
            await spool.AppendAsync(new Entry("kept"));
            Assert.True(spool.Accepting);
            await Assert.ThrowsAsync<SpoolFullException>(() => spool.AppendAsync(new Entry(new string('x', 50))));
            await Assert.ThrowsAsync<SpoolFullException>(() => spool.AppendAsync(new Entry(new string('x', 50))));
            Assert.Equal(2, spool.Lost);
        }

        // The process may die between the loss and the next record.
        await using var again = Open(bytesMax: 120);
        Assert.Equal(2, again.Lost);
        again.Acknowledge(2);
        await again.AppendAsync(new Entry("later"));
        await again.AppendAsync(new Entry("last"));
        Assert.Equal([2L, 0L], again.Read(10).Select(record => record.Lost));
    }

    [Fact]
    public async Task Refuses_a_second_owner()
    {
        await using var spool = Open();
        Assert.Throws<SpoolException>(() => Open());
    }

    [Fact]
    public async Task Works_again_without_a_restart_when_the_disk_does()
    {
        await using var spool = Open(segmentBytes: 40);
        await spool.AppendAsync(new Entry("before the failure, and long enough for a segment of its own"));
        var blocked = Path.Combine(folder.Path, "0000000000000000002.spool");
        Directory.CreateDirectory(blocked);
        await Assert.ThrowsAsync<SpoolException>(() => spool.AppendAsync(new Entry("refused")));
        Assert.Equal(1, spool.Lost);
        Directory.Delete(blocked);
        Assert.Equal(2, await spool.AppendAsync(new Entry("after")));
        Assert.Equal([0L, 1L], spool.Read(10).Select(record => record.Lost));
    }

    [Fact]
    public async Task Refuses_a_record_that_is_too_large()
    {
        await using var spool = DurableSpool<Entry>.Open(new() { Directory = folder.Path, RecordBytesMax = 10 }, Json.Default.Entry);
        await Assert.ThrowsAsync<SpoolException>(() => spool.AppendAsync(new Entry(new string('x', 50))));
        Assert.Equal(1, spool.Lost);
    }

    [Fact]
    public async Task Its_files_are_readable_by_their_owner_only()
    {
        await using var spool = Open();
        await spool.AppendAsync(new Entry("private"));
        spool.Acknowledge(1);
        foreach (var file in Directory.GetFiles(folder.Path).Where(_ => !OperatingSystem.IsWindows()))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(file).UnixFileMode);
        }
    }

    public void Dispose() => folder.Dispose();

    private DurableSpool<Entry> Open(long bytesMax = 1 << 20, int segmentBytes = 4096) =>
        DurableSpool<Entry>.Open(new() { Directory = folder.Path, BytesMax = bytesMax, SegmentBytes = segmentBytes }, Json.Default.Entry);

    internal sealed record Entry(string Text);

    [JsonSerializable(typeof(Entry))]
    internal sealed partial class Json : JsonSerializerContext;
}
