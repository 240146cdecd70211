using System.Globalization;
using System.Text.Json;

namespace Platform.Cli.Labs.OpenDoor;

/// <summary>
/// What was left of the management port's log: invented, the same at every start. Beside the readers it has probes, misses, refusals on the guarded port,
/// and one who only tried; a line says where a call came from, since nobody had to say who they were.
/// </summary>
internal static class AccessLog
{
    private const int Seed = 2025;
    private const int Patients = 60;

    private static readonly (string Peer, string From, string To, int Calls)[] Readers =
    [
        ("migration-job", Incident.LogBegins, "2025-08-30", 150),
        ("reporting-batch", "2022-06-01", Incident.FoundOut, 70),
        ("10.20.4.117", "2023-11-14", "2023-11-15", 26),
        ("10.99.0.8", "2025-02-02", "2025-02-03", 9),
    ];

    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web);

    public static IReadOnlyList<Entry> Entries { get; } = [.. Write().OrderBy(entry => entry.Time).ThenBy(entry => entry.Peer, StringComparer.Ordinal)];

    /// <summary>The day of the first line.</summary>
    public static string Begins => Entries[0].Time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Calls that got an answer from the open route.</summary>
    public static IEnumerable<Entry> Reads => Entries.Where(entry => entry is { Status: 200, Listener: Incident.Listener } && entry.Path.EndsWith("/summary", StringComparison.Ordinal));

    public static void WriteTo(string file) => File.WriteAllLines(file, Entries.Select(entry => JsonSerializer.Serialize(entry, Compact)));

    private static IEnumerable<Entry> Write()
    {
        var random = new Random(Seed);
        foreach (var (peer, from, to, calls) in Readers)
        {
            for (var i = 0; i < calls; i++)
                yield return Summary(random, peer, Between(random, from, to), 200, Patient(random.Next(Patients)));
        }

        // Asked for patients who do not exist, and so read nothing.
        for (var i = 0; i < 14; i++)
            yield return Summary(random, "10.20.7.3", Between(random, "2024-03-04", "2024-03-05"), 404, Patient(Patients + random.Next(900)));
        for (var i = 0; i < 60; i++)
            yield return new Entry(Between(random, Incident.LogBegins, Incident.FoundOut), "probe", Incident.Listener, "GET", "/health", 200);
        // The guarded port did its work.
        for (var i = 0; i < 18; i++)
            yield return new Entry(Between(random, Incident.LogBegins, Incident.FoundOut), "portal-test", "app", "GET", $"/patients/{Patient(random.Next(Patients))}", 401);
    }

    private static Entry Summary(Random random, string peer, DateTimeOffset time, int status, string patient) =>
        new(time.AddSeconds(random.Next(60)), peer, Incident.Listener, "GET", $"/patients/{patient}/summary", status);

    private static DateTimeOffset Between(Random random, string from, string to)
    {
        var (first, last) = (Day(from), Day(to));
        return first.AddMinutes(random.Next((int)(last - first).TotalMinutes));
    }

    private static DateTimeOffset Day(string day) => DateTimeOffset.Parse(day + "T00:00:00Z", CultureInfo.InvariantCulture);

    private static string Patient(int index)
    {
        Span<byte> digest = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"synthetic/patient/{index.ToString(CultureInfo.InvariantCulture)}"), digest);
        return new Guid(digest[..16], bigEndian: true).ToString();
    }

    /// <summary>A line of the log.</summary>
    public sealed record Entry(DateTimeOffset Time, string Peer, string Listener, string Method, string Path, int Status);
}
