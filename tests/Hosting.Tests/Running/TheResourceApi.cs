using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Hosting.Running.State;

namespace Platform.Hosting.Tests.Running;

public sealed class TheResourceApi : IAsyncDisposable
{
    private readonly TestApplication _app = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_resources_and_carries_out_commands_for_whoever_has_the_token()
    {
        using var client = await StartAsync();
        var resources = await client.GetFromJsonAsync<JsonElement>("resources", Token);
        Assert.Equal("service", resources[0].GetProperty("name").GetString());
        Assert.Equal("Running", resources[0].GetProperty("state").GetString());
        Assert.Equal("Healthy", resources[0].GetProperty("health").GetString());

        using var stopped = await client.PostAsync(new Uri("resources/service/commands/stop", UriKind.Relative), null, Token);
        Assert.Equal(HttpStatusCode.OK, stopped.StatusCode);
        Assert.Equal(KnownResourceStates.Finished, _app.State("service"));
    }

    [Fact]
    public async Task Follows_the_log_of_a_resource()
    {
        using var client = await StartAsync();
        using var reader = new StreamReader(await client.GetStreamAsync(new Uri("resources/service/logs?follow=true", UriKind.Relative), Token));
        Assert.Contains("\"text\":\"hello\"", await reader.ReadLineAsync(Token), StringComparison.Ordinal);
        _app.Folder.Write("go", "");
        Assert.Contains("\"text\":\"more\"", await reader.ReadLineAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_an_unknown_command_and_an_unknown_resource()
    {
        using var client = await StartAsync();
        using var command = await client.PostAsync(new Uri("resources/service/commands/fly", UriKind.Relative), null, Token);
        Assert.Equal(HttpStatusCode.Conflict, command.StatusCode);
        Assert.Contains("freeze", await command.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        using var resource = await client.GetAsync(new Uri("resources/nobody", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.NotFound, resource.StatusCode);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("wrong", null)]
    [InlineData("right", "attacker.example")]
    public async Task Refuses_everybody_else(string? token, string? host)
    {
        using var client = await StartAsync();
        var right = client.DefaultRequestHeaders.Authorization;
        client.DefaultRequestHeaders.Authorization = token switch { null => null, "right" => right, _ => new("Bearer", token) };
        client.DefaultRequestHeaders.Host = host;
        using var answer = await client.GetAsync(new Uri("resources", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Has_its_token_in_a_file_that_only_the_owner_can_read()
    {
        using var client = await StartAsync();
        var file = _app.Running.Services.GetRequiredService<StateDirectory>().ApiFile;
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task<HttpClient> StartAsync()
    {
        _app.Script("service", "echo hello; until [ -e go ]; do sleep 0.02; done; echo more; exec sleep 1000");
        await _app.StartAsync();
        var file = _app.Running.Services.GetRequiredService<StateDirectory>().ApiFile;
        var address = JsonDocument.Parse(await File.ReadAllTextAsync(file, Token)).RootElement;
        var client = new HttpClient { BaseAddress = new Uri(address.GetProperty("url").GetString()!) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", address.GetProperty("token").GetString());
        return client;
    }
}
