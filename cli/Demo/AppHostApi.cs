using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Platform.Cli.Running;

namespace Platform.Cli.Demo;

/// <summary>The resource API of a running AppHost, found through its state folder.</summary>
internal sealed class AppHostApi : IDisposable
{
    private readonly HttpClient client;

    private AppHostApi(HttpClient client) => this.client = client;

    /// <summary>Connects to the AppHost that runs on a state folder, or returns null when none does.</summary>
    public static AppHostApi? Open(StateFolder state)
    {
        if (state.RunningPid() is null || !File.Exists(state.ApiFile))
            return null;
        var api = JsonNode.Parse(File.ReadAllText(state.ApiFile))!;
        var client = new HttpClient { BaseAddress = new Uri((string)api["url"]!), Timeout = TimeSpan.FromSeconds(10) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)api["token"]!);
        return new AppHostApi(client);
    }

    /// <summary>Name, type, state, health, pid … of every resource.</summary>
    public async Task<JsonArray> ResourcesAsync(CancellationToken cancellation) =>
        JsonNode.Parse(await client.GetStringAsync("/resources", cancellation))!.AsArray();

    public void Dispose() => client.Dispose();
}
