using System.Text.Json;
using Platform.Cli.Running;

namespace Platform.Cli.Probe;

/// <summary>The exposures that probes found, and every probe itself, in the folder <c>prober</c> of the state folder.</summary>
internal sealed class ExposureRegister(string state, TimeProvider time)
{
    private const int Attempts = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly string folder = Path.Combine(state, "prober");

    private string File => Path.Combine(folder, "exposures.json");

    /// <summary>All exposures, the first found first.</summary>
    public IReadOnlyList<Exposure> Exposures => Read().Exposures;

    /// <summary>When the last probe was recorded; null when none ever was, and nothing is known.</summary>
    public DateTimeOffset? LastProbe => Read().LastProbe;

    /// <summary>Records a probe, and returns the exposures that it opened. Probes that end at the same time are recorded one after the other.</summary>
    /// <exception cref="IOException">It could not be recorded, or the register cannot be read.</exception>
    public async Task<IReadOnlyList<Exposure>> RecordAsync(IReadOnlyList<ProbedCall> calls, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        await using var only = await AloneAsync(cancellation);
        var now = time.GetUtcNow();
        var known = Read() with { LastProbe = now };
        var opened = new List<Exposure>();
        foreach (var call in calls)
        {
            var key = $"{call.Operation} as {call.Identity}";
            var at = known.Exposures.FindIndex(exposure => exposure.Closed is null && exposure.Operation == call.Operation && exposure.Identity == call.Identity);
            if (call.Outcome == "open" && at >= 0)
            {
                known.Exposures[at] = known.Exposures[at] with { LastSeen = now };
            }
            else if (call.Outcome == "open")
            {
                opened.Add(new Exposure(Guid.NewGuid(), call.Operation, call.Identity, known.Refused.TryGetValue(key, out var before) ? before : null, now, now, null));
                known.Exposures.Add(opened[^1]);
            }
            else if (call.Outcome == "refused")
            {
                known.Refused[key] = now;
                if (at >= 0)
                    known.Exposures[at] = known.Exposures[at] with { Closed = now };
            }
        }
        // Whole or not at all: a half-written register would be no evidence.
        System.IO.File.WriteAllText(File + ".new", JsonSerializer.Serialize(known, ResourceInfo.Json));
        System.IO.File.Move(File + ".new", File, overwrite: true);
        System.IO.File.AppendAllText(Path.Combine(folder, "runs.jsonl"), JsonSerializer.Serialize(new
        {
            at = now,
            refused = calls.Count(call => call.Outcome == "refused"),
            open = calls.Count(call => call.Outcome == "open"),
            unclear = calls.Count(call => call.Outcome == "unclear"),
        }) + "\n");
        return opened;
    }

    private async Task<FileStream> AloneAsync(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < Attempts)
            {
                // Another probe writes what it found; that takes milliseconds.
                await Task.Delay(Pause, TimeProvider.System, cancellation);
            }
        }
    }

    private Register Read()
    {
        if (!System.IO.File.Exists(File))
            return new Register([], [], null);
        try
        {
            return JsonSerializer.Deserialize<Register>(System.IO.File.ReadAllText(File), ResourceInfo.Json) ?? throw new JsonException("it holds nothing");
        }
        catch (JsonException broken)
        {
            throw new IOException($"{File} is no register of exposures: {broken.Message} Keep it as evidence, under another name; the next probe begins a new one.", broken);
        }
    }

    /// <param name="Exposures">Open and closed.</param>
    /// <param name="Refused">When each operation was last found refused, by operation and identity.</param>
    /// <param name="LastProbe">When the last one was recorded.</param>
    private sealed record Register(List<Exposure> Exposures, Dictionary<string, DateTimeOffset> Refused, DateTimeOffset? LastProbe);
}
