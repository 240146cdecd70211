using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Platform.Cli.Running;

/// <summary>The loopback API of a running AppHost: its resources, their logs, and commands on them.</summary>
internal sealed class AppHostApi : IDisposable
{
    private readonly HttpClient _client;

    private AppHostApi(Address address)
    {
        Pid = address.Pid;
        _client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(address.Url), Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", address.Token);
    }

    public int Pid { get; }

    public Uri Url => _client.BaseAddress!;

    /// <summary>The API of the AppHost that runs on the folder, or null when none does.</summary>
    public static AppHostApi? Connect(StateFolder state)
        => state.RunningPid() is not null && ReadAddress(state) is { } address ? new(address) : null;

    /// <summary>Waits until the AppHost with the id has its API.</summary>
    public static async Task<AppHostApi> ConnectAsync(StateFolder state, int pid, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (ReadAddress(state) is { } address && address.Pid == pid)
            {
                return new(address);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(30), cancellationToken);
        }
    }

    public async Task<IReadOnlyList<ResourceInfo>> ListAsync(CancellationToken cancellationToken)
        => await _client.GetFromJsonAsync<ResourceInfo[]>("resources", ResourceInfo.Json, cancellationToken) ?? [];

    /// <summary>The present state of every resource, then every change, until the AppHost ends.</summary>
    public IAsyncEnumerable<ResourceInfo> WatchAsync(CancellationToken cancellationToken) => LinesAsync<ResourceInfo>("events", cancellationToken);

    public IAsyncEnumerable<LogEntry> LogsAsync(string resource, int tail, bool follow, CancellationToken cancellationToken)
        => LinesAsync<LogEntry>($"resources/{Uri.EscapeDataString(resource)}/logs?tail={tail}&follow={(follow ? "true" : "false")}", cancellationToken);

    public async Task<CommandAnswer> CommandAsync(string resource, string command, CancellationToken cancellationToken)
    {
        var path = $"resources/{Uri.EscapeDataString(resource)}/commands/{Uri.EscapeDataString(command)}";
        using var answer = await _client.PostAsync(new Uri(path, UriKind.Relative), content: null, cancellationToken);
        return await answer.Content.ReadFromJsonAsync<CommandAnswer>(ResourceInfo.Json, cancellationToken)
            ?? new(false, $"The AppHost answered {(int)answer.StatusCode}.");
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var answer = await _client.PostAsync(new Uri("stop", UriKind.Relative), content: null, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _client.Dispose();

    private async IAsyncEnumerable<T> LinesAsync<T>(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        while (await NextAsync(reader, cancellationToken) is { } line)
        {
            yield return JsonSerializer.Deserialize<T>(line, ResourceInfo.Json)!;
        }
    }

    private static async Task<string?> NextAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadLineAsync(cancellationToken);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            // The AppHost ended, and its streams with it.
            return null;
        }
    }

    private static Address? ReadAddress(StateFolder state)
    {
        try
        {
            return JsonSerializer.Deserialize<Address>(File.ReadAllText(state.ApiFile), ResourceInfo.Json);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private sealed record Address(string Url, string Token, int Pid);
}

/// <summary>How a command on a resource went.</summary>
internal sealed record CommandAnswer(bool Success, string? Message);

/// <summary>A line of a resource's log.</summary>
internal sealed record LogEntry(string Resource, int Number, string Text, bool Error);
