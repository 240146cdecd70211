using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Platform.Tests.Identity;
using Platform.WorkloadIdentity;

namespace Platform.Tests.Sidecar;

[Trait("requirement", "TR-03")]
[Trait("requirement", "TR-04")]
[Trait("requirement", "PE-05")]
public sealed class SidecarInvocation : IClassFixture<SidecarPair>
{
    private readonly RunningIdentity _identity;
    private readonly EchoApp _app;
    private readonly RunningSidecar _records;
    private readonly RunningSidecar _referrals;

    public SidecarInvocation(SidecarPair pair)
    {
        (_identity, _app, _records, _referrals) = (pair.Identity, pair.App, pair.Records, pair.Referrals);
        _app.Calls = 0;
    }

    [Fact]
    public async Task Reaches_the_app_through_two_sidecars()
    {
        using var client = _referrals.Client();

        using var response = await client.PostAsJsonAsync("/v1.0/invoke/records/method/patients/match?x=1&y=%20", new { a = 1 });
        var seen = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"7\"", response.Headers.ETag!.Tag);
        Assert.Equal("POST", seen.GetProperty("method").GetString());
        Assert.Equal("/patients/match?x=1&y=%20", seen.GetProperty("target").GetString());
        Assert.Equal("""{"a":1}""", seen.GetProperty("body").GetString());
        Assert.Equal(RunningSidecar.AppToken, Header(seen, "dapr-api-token").Single());
        Assert.Equal("referrals", Header(seen, "dapr-caller-app-id").Single());
    }

    [Fact]
    public async Task Reaches_the_app_by_the_header_form()
    {
        using var client = _referrals.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/patients/42/notes");
        request.Headers.Add("dapr-app-id", "records");

        using var response = await client.SendAsync(request);

        Assert.Equal("/patients/42/notes", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("target").GetString());
    }

    [Fact]
    public async Task Keeps_a_path_as_it_was_written()
    {
        using var client = _referrals.Client();

        var seen = await (await client.PostAsync("/v1.0/invoke/records/method/$process-message", null)).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("/$process-message", seen.GetProperty("target").GetString());
    }

    [Theory]
    [InlineData(204)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(302)]
    public async Task Passes_the_apps_status_on(int status)
    {
        using var client = _referrals.Client();
        client.DefaultRequestHeaders.Add("x-answer-status", $"{status}");
        client.DefaultRequestHeaders.Add("x-answer-bytes", "0");

        using var response = await client.GetAsync("/v1.0/invoke/records/method/patients/42/notes");

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Passes_a_body_on_delete()
    {
        using var client = _referrals.Client();
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/v1.0/invoke/records/method/patients/42/notes") { Content = new StringContent("why") };

        using var response = await client.SendAsync(request);

        Assert.Equal("why", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("body").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another-token")]
    [InlineData(RunningSidecar.AppToken)]
    public async Task Refuses_without_its_token(string? token)
    {
        using var client = _referrals.Client(token);

        using var invoked = await client.GetAsync("/v1.0/invoke/records/method/patients/42/notes");
        using var metadata = await client.GetAsync("/v1.0/metadata");

        Assert.Equal(HttpStatusCode.Unauthorized, invoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, metadata.StatusCode);
        Assert.Equal(0, _app.Calls);
    }

    [Fact]
    public async Task Listens_on_loopback_only()
    {
        var other = Dns.GetHostAddresses(Dns.GetHostName()).FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));
        if (other is null)
        {
            Assert.Skip("the machine has no other address");
            return;
        }

        foreach (var port in new[] { _referrals.Api.Port, _referrals.Mesh.Port })
        {
            using var tcp = new TcpClient();
            await Assert.ThrowsAsync<SocketException>(() => tcp.ConnectAsync(other, port));
        }
    }

    [Theory]
    [InlineData("dapr-caller-app-id")]
    [InlineData("Dapr-Caller-App-Id")]
    [InlineData("DAPR-CALLER-APP-ID")]
    public async Task Replaces_a_forged_caller_in_any_spelling_and_number(string name)
    {
        using var client = _referrals.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1.0/invoke/records/method/patients/42/notes");
        request.Headers.TryAddWithoutValidation(name, ["gateway", "records"]);

        var seen = await (await client.SendAsync(request)).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(["referrals"], Header(seen, "dapr-caller-app-id"));
    }

    [Fact]
    public async Task Drops_identity_headers_and_baggage_and_keeps_credentials()
    {
        using var client = _referrals.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1.0/invoke/records/method/patients/42/notes");
        string[] dropped = ["X-Forwarded-Client-Cert", "x-forwarded-for", "X-User-Id", "x-USER-roles", "Forwarded", "baggage", "correlation-context", "dapr-anything"];
        foreach (var name in dropped)
        {
            request.Headers.TryAddWithoutValidation(name, "forged");
        }

        request.Headers.TryAddWithoutValidation("Authorization", "DPoP some-token");
        request.Headers.TryAddWithoutValidation("DPoP", "some-proof");
        request.Headers.TryAddWithoutValidation("X-Request-Id", "kept");

        var seen = await (await client.SendAsync(request)).Content.ReadFromJsonAsync<JsonElement>();

        Assert.All(dropped, name => Assert.Empty(Header(seen, name.ToLowerInvariant())));
        Assert.DoesNotContain("forged", seen.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(["DPoP some-token"], Header(seen, "authorization"));
        Assert.Equal(["some-proof"], Header(seen, "dpop"));
        Assert.Equal(["kept"], Header(seen, "x-request-id"));
    }

    [Fact]
    public async Task Continues_the_trace_and_drops_its_baggage()
    {
        using var client = _referrals.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1.0/invoke/records/method/patients/42/notes");
        request.Headers.TryAddWithoutValidation("traceparent", "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01");
        request.Headers.TryAddWithoutValidation("baggage", "nhs=9990000018");

        var seen = await (await client.SendAsync(request)).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Contains("0123456789abcdef0123456789abcdef", Header(seen, "traceparent").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("9990000018", seen.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/patients/42")]
    [InlineData("GET", "/patients/match")]
    [InlineData("POST", "/patients/42/notes")]
    [InlineData("HEAD", "/patients/42/notes")]
    [InlineData("FOO", "/patients/42/notes")]
    [InlineData("GET", "/patients/42/notes/7")]
    [InlineData("GET", "/Patients/42/notes")]
    [InlineData("GET", "/patients/42/x/notes")]
    public async Task Refuses_an_operation_that_is_not_listed(string method, string path)
    {
        using var client = _referrals.Client();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/v1.0/invoke/records/method{path}");

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(0, _app.Calls);
        Assert.DoesNotContain("spiffe", await response.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/v1.0/invoke/records/method//patients/42/notes")]
    [InlineData("/v1.0/invoke/records/method/patients/../patients/42/notes")]
    [InlineData("/v1.0/invoke/records/method/./patients/42/notes")]
    [InlineData("/v1.0/invoke/records/method/patients/42/%2e%2e/notes")]
    [InlineData("/v1.0/invoke/records/method/patients/42%2Fnotes")]
    [InlineData("/v1.0/invoke/records/method/patients/42%252Fnotes")]
    [InlineData("/v1.0/invoke/records/method/patients/42;x=1/notes")]
    [InlineData("/v1.0/invoke/records/method/patients/42/notes/")]
    [InlineData("/v1.0/invoke/records/method/patients/42/notes.")]
    [InlineData("/v1.0/invoke/records/method/patients/42/notes%00")]
    [InlineData("/v1.0/invoke/records/method/p%61tients/42/notes")]
    [InlineData("/v1.0/invoke/records/method/patients\\42\\notes")]
    [InlineData("/V1.0/INVOKE/records/METHOD/patients/42/notes")]
    [InlineData("/v1.0/invoke/http://169.254.169.254/method/latest")]
    [InlineData("/v1.0/invoke/http%3A%2F%2F127.0.0.1:8181/method/v1/data")]
    [InlineData("http://127.0.0.1/v1.0/invoke/records/method/patients/42/notes")]
    public async Task Refuses_a_target_that_can_be_read_in_two_ways(string target)
    {
        var status = await SendRawAsync($"GET {target} HTTP/1.1\r\nHost: localhost\r\ndapr-api-token: {RunningSidecar.ApiToken}\r\nConnection: close\r\n\r\n");

        Assert.Equal(400, status);
        Assert.Equal(0, _app.Calls);
    }

    [Fact]
    public async Task Answers_the_canonical_form_of_the_same_raw_request() => Assert.Equal(200, await SendRawAsync(
        $"GET /v1.0/invoke/records/method/patients/42/notes HTTP/1.1\r\nHost: localhost\r\ndapr-api-token: {RunningSidecar.ApiToken}\r\nConnection: close\r\n\r\n"));

    [Theory]
    [InlineData("dapr-app-id: notifications\r\n")]
    [InlineData("dapr-app-id: records\r\ndapr-app-id: referrals\r\n")]
    [InlineData("Connection: dapr-api-token\r\n")]
    [InlineData("Connection: Authorization\r\n")]
    [InlineData("X-HTTP-Method-Override: DELETE\r\n")]
    public async Task Refuses_ambiguous_headers(string header)
    {
        var status = await SendRawAsync(
            $"GET /v1.0/invoke/records/method/patients/42/notes HTTP/1.1\r\nHost: localhost\r\ndapr-api-token: {RunningSidecar.ApiToken}\r\n{header}\r\n");

        Assert.Equal(400, status);
        Assert.Equal(0, _app.Calls);
    }

    [Fact]
    public async Task Calls_nothing_but_its_peers()
    {
        using var client = _referrals.Client();

        foreach (var appId in new[] { "nobody", "127.0.0.1", "localhost", "policy" })
        {
            using var response = await client.GetAsync($"/v1.0/invoke/{appId}/method/patients/42/notes");
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Fact]
    public async Task Refuses_a_peer_that_proves_to_be_somebody_else()
    {
        await using var confused = await RunningSidecar.StartAsync(_identity, "referrals", peers: ("notifications", _records.Mesh));
        using var client = confused.Client();

        using var response = await client.PostAsync("/v1.0/invoke/notifications/method/patients/match", null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(0, _app.Calls);
    }

    [Fact]
    public async Task Applies_access_control_to_the_certificate_on_the_mesh()
    {
        Assert.Equal(HttpStatusCode.OK, await MeshAsync("referrals", "/patients/42/notes"));
        Assert.Equal(HttpStatusCode.Forbidden, await MeshAsync("gateway", "/patients/42/notes"));
        Assert.Equal(HttpStatusCode.Forbidden, await MeshAsync("notifications", "/patients/42/notes"));
    }

    [Fact]
    public async Task Applies_access_control_to_a_call_to_itself()
    {
        using var client = _records.Client();

        using var response = await client.GetAsync("/v1.0/invoke/records/method/patients/42/notes");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Answers_nothing_on_the_mesh_without_a_certificate()
    {
        using var tls = new HttpClient(MutualTls.CreateHandler((Svid?)null, _identity.Validation, RunningIdentity.IdOf("records"))) { BaseAddress = _records.Mesh };
        using var plain = new HttpClient();

        await Assert.ThrowsAsync<HttpRequestException>(() => tls.GetAsync("/patients/42/notes"));
        await Assert.ThrowsAsync<HttpRequestException>(() => plain.GetAsync($"http://127.0.0.1:{_records.Mesh.Port}/patients/42/notes"));
    }

    [Fact]
    public async Task Offers_no_api_on_the_mesh()
    {
        foreach (var path in new[] { "/v1.0/metadata", "/v1.0/healthz", "/v1.0/invoke/records/method/patients/match", "/health" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await MeshAsync("referrals", path));
        }
    }

    [Fact]
    public async Task Refuses_a_body_over_the_limit()
    {
        using var client = _referrals.Client();

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1.0/invoke/records/method/patients/match")
        {
            Content = new ByteArrayContent(new byte[(4 << 20) + 1]),
        };
        // So that the client waits for the refusal instead of stumbling over it while it still sends.
        request.Headers.ExpectContinue = true;
        using var known = await client.SendAsync(request);
        client.DefaultRequestHeaders.Add("x-answer-bytes", "1");
        using var fits = await client.PostAsync("/v1.0/invoke/records/method/patients/match", new ByteArrayContent(new byte[4 << 20]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, known.StatusCode);
        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
    }

    [Fact]
    public async Task Tears_an_answer_over_the_limit()
    {
        using var client = _referrals.Client();
        client.DefaultRequestHeaders.Add("x-answer-bytes", $"{(4 << 20) + 1}");

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/v1.0/invoke/records/method/patients/42/notes"));
    }

    [Fact]
    public async Task Says_unavailable_when_the_app_is_away()
    {
        await using var alone = await RunningSidecar.StartAsync(_identity, "records", SidecarPair.Policies, appPort: 9);
        await using var referrals = await RunningSidecar.StartAsync(_identity, "referrals", peers: ("records", alone.Mesh));
        using var client = referrals.Client();

        using var response = await client.GetAsync("/v1.0/invoke/records/method/patients/42/notes");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.DoesNotContain("127.0.0.1", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_health_and_metadata_as_daprd_does()
    {
        using var client = _referrals.Client();

        Assert.Equal(HttpStatusCode.NoContent, (await client.GetAsync("/v1.0/healthz")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.GetAsync("/v1.0/healthz/outbound")).StatusCode);
        Assert.Equal("referrals", (await client.GetFromJsonAsync<JsonElement>("/v1.0/metadata")).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("/v1.0/state/store")]
    [InlineData("/v1.0/secrets/store/key")]
    [InlineData("/v1.0/bindings/http")]
    [InlineData("/v1.0/shutdown")]
    public async Task Has_no_other_api(string path)
    {
        using var client = _referrals.Client();

        using var response = await client.PostAsync(path, null);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static IReadOnlyList<string?> Header(JsonElement seen, string name) =>
        seen.GetProperty("headers").TryGetProperty(name, out var values) ? [.. values.EnumerateArray().Select(v => v.GetString())] : [];

    private async Task<HttpStatusCode> MeshAsync(string caller, string path)
    {
        var svid = await _identity.BootstrapAsync(caller);
        using var client = new HttpClient(MutualTls.CreateHandler(svid, _identity.Validation, RunningIdentity.IdOf("records"))) { BaseAddress = _records.Mesh };
        using var response = await client.GetAsync(path);
        return response.StatusCode;
    }

    /// <summary>A client that sends exactly what is written: the framework's would tidy it.</summary>
    private async Task<int> SendRawAsync(string request)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", _referrals.Api.Port);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var line = await reader.ReadLineAsync();
        return int.Parse(line!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
