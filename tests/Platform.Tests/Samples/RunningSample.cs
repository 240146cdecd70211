using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Platform.Testing;

namespace Platform.Tests.Samples;

/// <summary>The built program of <c>samples/OpaMiddleware</c> as a process, with a key for a clerk of the shop in the north.</summary>
internal sealed partial class RunningSample : IAsyncDisposable
{
    public const string Key = "a-key-of-this-test";

    private readonly TemporaryDirectory state = new();
    private readonly Process process;

    private RunningSample(IReadOnlyDictionary<string, string> settings)
    {
        var program = Path.Combine(RepositoryRoot.Path, "samples/OpaMiddleware/bin/Local", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0/Platform.OpaMiddleware");
        var start = new ProcessStartInfo(program, ["--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = state.Path };
        start.Environment["State"] = state.Path;
        start.Environment["Keys__north__Sha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
        start.Environment["Keys__north__Shop"] = "north";
        start.Environment["Keys__north__Role"] = "clerk";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        process = Process.Start(start)!;
    }

    public HttpClient Client { get; private set; } = new();

    /// <summary>Starts it; fails with what it said when it does not listen.</summary>
    public static async Task<RunningSample> StartAsync(params (string Name, string Value)[] settings)
    {
        var sample = new RunningSample(settings.ToDictionary(setting => setting.Name, setting => setting.Value));
        var said = new StringBuilder();
        while (await sample.process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.AppendLine(line);
            if (Listening().Match(line) is { Success: true } found)
            {
                sample.Client = new HttpClient { BaseAddress = new Uri(found.Groups["url"].Value) };
                return sample;
            }
        }

        said.Append(await sample.process.StandardError.ReadToEndAsync());
        await sample.DisposeAsync();
        throw new InvalidOperationException(said.ToString());
    }

    public async Task<(int Status, string Body)> GetAsync(string path, string? key = Key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await Client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        state.Dispose();
    }

    [GeneratedRegex("Now listening on: (?<url>http://\\S+)")]
    private static partial Regex Listening();
}
