using Platform.Spool;
using Platform.Testing;
using Entry = Platform.Tests.Spool.SpoolTests.Entry;

namespace Platform.Tests.Spool;

public sealed class TornFileTests
{
    [Fact]
    public async Task After_a_cut_at_any_byte_exactly_the_whole_records_are_there_and_it_goes_on()
    {
        using var original = new TemporaryDirectory();
        var ends = await WriteAsync(original, 4);
        var bytes = await File.ReadAllBytesAsync(SegmentOf(original), TestContext.Current.CancellationToken);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            using var folder = new TemporaryDirectory();
            folder.Write(Path.GetFileName(SegmentOf(original)), "");
            await File.WriteAllBytesAsync(SegmentOf(folder), bytes[..cut], TestContext.Current.CancellationToken);
            var whole = ends.Count(end => end <= cut);
            await using var spool = Open(folder);
            Assert.Equal(whole, spool.Read(10).Count);
            Assert.Equal(whole + 1, await spool.AppendAsync(new Entry("next")));
            Assert.Equal("next", spool.Read(10)[^1].Value.Text);
        }
    }

    [Fact]
    public async Task A_tail_of_zeros_is_a_torn_tail()
    {
        using var folder = new TemporaryDirectory();
        await WriteAsync(folder, 2);
        await using (var file = new FileStream(SegmentOf(folder), FileMode.Append))
        {
            file.Write(new byte[512]);
        }

        await using var spool = Open(folder);
        Assert.Equal(2, spool.Read(10).Count);
        Assert.Equal(3, await spool.AppendAsync(new Entry("next")));
    }

    [Fact]
    public async Task No_flipped_byte_is_ever_read_back_as_a_record()
    {
        using var original = new TemporaryDirectory();
        var ends = await WriteAsync(original, 3);
        var bytes = await File.ReadAllBytesAsync(SegmentOf(original), TestContext.Current.CancellationToken);
        for (var at = 0; at < bytes.Length; at++)
        {
            using var folder = new TemporaryDirectory();
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x40;
            folder.Write(Path.GetFileName(SegmentOf(original)), "");
            await File.WriteAllBytesAsync(SegmentOf(folder), damaged, TestContext.Current.CancellationToken);
            await using var spool = Open(folder);
            Assert.Equal(ends.Count(end => end <= at), spool.Read(10).Count);
        }
    }

    [Fact]
    public async Task Records_that_were_destroyed_are_counted_and_reported()
    {
        using var folder = new TemporaryDirectory();
        await using (var spool = Open(folder, segmentBytes: 40))
        {
            for (var i = 1; i <= 5; i++)
            {
                await spool.AppendAsync(new Entry($"record {i}, which fills a segment alone"));
            }
        }

        File.Delete(folder["0000000000000000003.spool"]);
        await using var again = Open(folder, segmentBytes: 40);
        Assert.Equal([1L, 2L, 4L, 5L], again.Read(10).Select(record => record.Sequence));
        Assert.Equal(1, again.Lost);
        await again.AppendAsync(new Entry("next"));
        Assert.Equal(1, again.Read(10)[^1].Lost);
    }

    [Fact]
    public async Task Durable_records_behind_a_damaged_one_are_set_aside_and_counted_not_overwritten()
    {
        using var folder = new TemporaryDirectory();
        var ends = await WriteAsync(folder, 4);
        var path = SegmentOf(folder);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[ends[0] + 30] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        await using var spool = Open(folder);
        Assert.Single(spool.Read(10));
        Assert.Equal(3, spool.Lost);
        var aside = Assert.Single(Directory.GetFiles(folder.Path, "*.damaged"));
        Assert.Equal(bytes[ends[0]..], await File.ReadAllBytesAsync(aside, TestContext.Current.CancellationToken));
        Assert.Equal(5, await spool.AppendAsync(new Entry("next")));
        Assert.Equal([1L, 5L], spool.Read(10).Select(record => record.Sequence));
    }

    private static async Task<List<int>> WriteAsync(TemporaryDirectory folder, int records)
    {
        var ends = new List<int>();
        await using var spool = Open(folder);
        for (var i = 1; i <= records; i++)
        {
            await spool.AppendAsync(new Entry($"record {i}"));
            ends.Add((int)new FileInfo(SegmentOf(folder)).Length);
        }

        return ends;
    }

    private static string SegmentOf(TemporaryDirectory folder) => folder["0000000000000000001.spool"];

    private static DurableSpool<Entry> Open(TemporaryDirectory folder, int segmentBytes = 4096) =>
        DurableSpool<Entry>.Open(new() { Directory = folder.Path, SegmentBytes = segmentBytes }, SpoolTests.Json.Default.Entry);
}
