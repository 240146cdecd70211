using System.Text.Json.Nodes;
using Platform.Cli.Chaos.Load;

namespace Platform.Cli.Chaos.Watching;

/// <summary>
/// What the notifications service says that patients were told of their submitted referral, and the referrals that there are. What was there before the
/// experiment does not count.
/// </summary>
internal sealed class ToldPatients(Person gp, TimeProvider clock)
{
    private const string Template = "referral-submitted";
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private HashSet<string> old = [];
    private HashSet<string> oldReferrals = [];
    private readonly Dictionary<string, string> seen = [];

    /// <summary>How many referrals somebody was told of.</summary>
    public int Count => seen.Values.Distinct().Count();

    /// <summary>Remembers what there is, once what others began has settled.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        int before;
        do
        {
            before = old.Count + oldReferrals.Count;
            old = [.. (await gp.ListAsync("/messages", cancellation)).Select(Id)];
            oldReferrals = [.. (await gp.ListAsync("/referrals", cancellation)).Select(Id)];
            if (old.Count + oldReferrals.Count > before)
                await Task.Delay(Settling, clock, cancellation);
        }
        while (old.Count + oldReferrals.Count > before);
    }

    /// <summary>Reads what is new: pages from the newest on, until one has nothing new.</summary>
    public async Task RefreshAsync(CancellationToken cancellation) =>
        Take(await gp.ListAsync("/messages", cancellation, page => page.All(item => old.Contains(Id(item)) || seen.ContainsKey(Id(item)))));

    /// <summary>Waits until patients were told of so many referrals.</summary>
    /// <exception cref="ChaosException">For so long nobody more was told.</exception>
    public async Task WhenAsync(int referrals, TimeSpan stalledMax, CancellationToken cancellation)
    {
        var first = true;
        await Until.GrownAsync(
            async () =>
            {
                if (!first)
                    await Task.Delay(Pause, clock, cancellation);
                first = false;
                await RefreshAsync(cancellation);
                return Count;
            },
            referrals, $"patients were told of {referrals} referrals", stalledMax, clock, cancellation);
    }

    /// <summary>Reads everything again, and counts.</summary>
    public async Task<Tally> CountAsync(int accepted, CancellationToken cancellation)
    {
        seen.Clear();
        Take(await gp.ListAsync("/messages", cancellation));
        var referrals = (await gp.ListAsync("/referrals", cancellation)).Select(Id).Where(id => !oldReferrals.Contains(id)).ToList();
        return Tally.Of(accepted, referrals, seen.Values);
    }

    private void Take(IEnumerable<JsonNode> items)
    {
        foreach (var item in items.Where(item => Is(item) && !old.Contains(Id(item)) && !oldReferrals.Contains((string)item["referralId"]!)))
            seen[Id(item)] = (string)item["referralId"]!;
    }

    private static bool Is(JsonNode item) => (string?)item["template"] == Template;

    private static string Id(JsonNode item) => (string)item["id"]!;
}
