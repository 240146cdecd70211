using System.Globalization;
using System.Net;

namespace Platform.Cli.Probe;

/// <summary>The TCP ports on which processes really listen, as the kernel tells it in <c>/proc</c>. Linux only.</summary>
internal static class ListeningPorts
{
    private const string Listening = "0A";

    /// <summary>Each port of a process, with the address it is bound to. A process that ends meanwhile, or is another user's, has none.</summary>
    public static IReadOnlyList<IPEndPoint> Of(int pid)
    {
        var sockets = Sockets(pid);
        return [.. Table("/proc/net/tcp").Concat(Table("/proc/net/tcp6")).Where(row => sockets.Contains(row.Inode)).Select(row => row.Endpoint).Distinct()];
    }

    /// <summary>A process and all that it started, directly or not.</summary>
    public static IReadOnlyList<int> Family(int pid, IReadOnlyDictionary<int, int> parents)
    {
        var family = new List<int> { pid };
        for (var i = 0; i < family.Count; i++)
            family.AddRange(parents.Where(pair => pair.Value == family[i]).Select(pair => pair.Key));
        return family;
    }

    /// <summary>The parent of every process.</summary>
    public static IReadOnlyDictionary<int, int> Parents()
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
                continue;
            try
            {
                // The name of the program stands in parentheses and may hold anything; state and parent come after the last one.
                var status = File.ReadAllText(Path.Combine(folder, "stat"));
                parents[pid] = int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It has ended since.
            }
        }
        return parents;
    }

    private static HashSet<string> Sockets(int pid)
    {
        try
        {
            return [.. Directory.EnumerateFiles($"/proc/{pid}/fd").Select(file => new FileInfo(file).LinkTarget ?? "")
                .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal)).Select(target => target[8..^1])];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static IEnumerable<(IPEndPoint Endpoint, string Inode)> Table(string file) => (File.Exists(file) ? File.ReadLines(file) : []).Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Where(columns => columns[3] == Listening)
        .Select(columns => (Endpoint(columns[1]), columns[9]));

    // Words of 32 bits in the machine's order, in hexadecimal; then the port.
    private static IPEndPoint Endpoint(string text)
    {
        var (address, port) = (text.Split(':')[0], text.Split(':')[1]);
        var bytes = Enumerable.Range(0, address.Length / 8)
            .SelectMany(word => BitConverter.GetBytes(uint.Parse(address.AsSpan(word * 8, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture))).ToArray();
        return new IPEndPoint(new IPAddress(bytes), int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
