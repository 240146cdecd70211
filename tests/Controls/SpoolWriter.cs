using System.Globalization;
using Platform.Spool;

namespace Platform.Controls;

/// <summary>Appends without end and prints each sequence once it is promised, so that a test can kill it at any moment.</summary>
internal static class SpoolWriter
{
    public static async Task RunAsync(string folder)
    {
        await using var spool = DurableSpool<string>.Open(new() { Directory = folder }, TextJson.Default.String);
        await using var output = Console.OpenStandardOutput();
        while (true)
        {
            // Groups of four, so that a kill can hit a group as well as a single record.
            var group = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => spool.AppendAsync($"record {i}")));
            output.Write(System.Text.Encoding.ASCII.GetBytes(group.Max().ToString(CultureInfo.InvariantCulture) + "\n"));
        }
    }
}
