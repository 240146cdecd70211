using System.Text.Json.Nodes;
using Platform.Rego.Server;

namespace Platform.Tests.OpaServer;

/// <summary>What the pages of OPA's REST API promise.</summary>
public sealed class RestApi : IAsyncLifetime
{
    private const string Module = """
        package example
        default allow := false
        allow if input.user == data.admins[_]
        broken := 1
        broken := 2 if input.both
        strange := 1 / input.divisor
        """;

    private RunningOpaServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningOpaServer.StartAsync(Module, """{"admins": ["ann"], "1": "one"}""");

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("POST", "/v1/data/example/allow", """{"input":{"user":"ann"}}""", 200, """{"result":true}""")]
    [InlineData("POST", "/v1/data/example/allow", """{"input":{"user":"bob"}}""", 200, """{"result":false}""")]
    [InlineData("POST", "/v1/data/example/allow", null, 200, """{"result":false,"warning":{"code":"api_usage_warning","message":"'input' key missing from the request"}}""")]
    [InlineData("GET", "/v1/data/example/allow?input=%7B%22user%22%3A%22ann%22%7D", null, 200, """{"result":true}""")]
    [InlineData("GET", "/v1/data/nothing/here", null, 200, "{}")]
    [InlineData("GET", "/v1/data/admins/0", null, 200, """{"result":"ann"}""")]
    [InlineData("POST", "/v0/data/example/allow", """{"user":"ann"}""", 200, "true")]
    [InlineData("GET", "/v1/query?q=data.admins%5B_%5D%20%3D%20x", null, 200, """{"result":[{"x":"ann"}]}""")]
    [InlineData("POST", "/v1/query", """{"query":"input.a[i] = 2","input":{"a":[1,2]}}""", 200, """{"result":[{"i":1}]}""")]
    [InlineData("GET", "/v1/query?q=1%20%3D%202", null, 200, "{}")]
    [InlineData("POST", "/v1/batch/data/example/allow", """{"inputs":{"a":{"user":"ann"},"b":{}}}""", 200, """{"responses":{"a":{"result":true},"b":{"result":false}}}""")]
    [InlineData("GET", "/health", null, 200, "{}")]
    public async Task Answers_as_OPA_does(string method, string path, string? body, int status, string expected)
    {
        var answer = await server.SendAsync(method, path, body);
        Assert.Equal((status, expected), answer);
    }

    [Theory]
    [InlineData("POST", "/v1/data/example/allow", "{", 400, "invalid_parameter")]
    [InlineData("POST", "/v1/data/example/allow", "[]", 400, "invalid_parameter")]
    [InlineData("POST", "/v1/data/example/allow?explain=everything", "{}", 400, "invalid_parameter")]
    [InlineData("POST", "/v0/data/nothing", "{}", 404, "undefined_document")]
    [InlineData("POST", "/", "{}", 404, "undefined_document")]
    [InlineData("POST", "/v1/data/example/broken", """{"input":{"both":true}}""", 500, "internal_error")]
    [InlineData("POST", "/v1/data/example/strange?strict-builtin-errors", """{"input":{"divisor":0}}""", 500, "internal_error")]
    [InlineData("GET", "/v1/query", null, 400, "invalid_parameter")]
    [InlineData("GET", "/v1/query?q=x%20%3D%3D%201", null, 400, "invalid_parameter")]
    [InlineData("POST", "/v1/batch/data/example/allow", "{}", 400, "invalid_parameter")]
    [InlineData("GET", "/v1/policies/nothing.rego", null, 404, "resource_not_found")]
    [InlineData("DELETE", "/v1/policies/nothing.rego", null, 404, "resource_not_found")]
    [InlineData("DELETE", "/v1/data/nothing", null, 404, "resource_not_found")]
    [InlineData("PATCH", "/v1/data/nothing", "[]", 404, "resource_not_found")]
    [InlineData("PUT", "/v1/data/admins/0/name", "1", 404, "resource_conflict")]
    [InlineData("PATCH", "/v1/data/admins", """[{"op":"remove","path":"/7"}]""", 400, "invalid_parameter")]
    [InlineData("PUT", "/v1/data", "[]", 400, "invalid_parameter")]
    public async Task Refuses_what_is_wrong_with_OPA_s_code(string method, string path, string? body, int status, string code)
    {
        var before = server.Store.Current;
        var answer = await server.SendAsync(method, path, body);
        Assert.Equal((status, code), (answer.Status, (string?)JsonNode.Parse(answer.Body)!["code"]));
        Assert.Same(before, server.Store.Current);
    }

    [Fact]
    public async Task A_policy_is_in_force_when_its_PUT_is_answered_and_gone_after_its_DELETE()
    {
        Assert.Equal((200, "{}"), await server.SendAsync("PUT", "/v1/policies/sub/extra.rego", "package extra\nx := data.example.allow"));
        Assert.Equal((200, """{"result":false}"""), await server.SendAsync("GET", "/v1/data/extra/x"));
        var shown = JsonNode.Parse((await server.SendAsync("GET", "/v1/policies/sub/extra.rego")).Body)!["result"]!;
        Assert.Equal(("sub/extra.rego", "package extra\nx := data.example.allow"), ((string?)shown["id"], (string?)shown["raw"]));
        Assert.Equal("extra", (string?)shown["ast"]!["package"]!["path"]![1]!["value"]);
        Assert.Equal((200, "{}"), await server.SendAsync("DELETE", "/v1/policies/sub/extra.rego"));
        Assert.Equal((200, "{}"), await server.SendAsync("GET", "/v1/data/extra/x"));
    }

    [Fact]
    public async Task A_policy_that_does_not_compile_is_refused_with_its_place_and_changes_nothing()
    {
        var (status, body) = await server.SendAsync("PUT", "/v1/policies/main.rego", "package example\nallow if input.user ==");
        var error = JsonNode.Parse(body)!;
        Assert.Equal((400, "invalid_parameter", "error(s) occurred while compiling module(s)"), (status, (string?)error["code"], (string?)error["message"]));
        Assert.Equal(("rego_parse_error", 2), ((string?)error["errors"]![0]!["code"], (int?)error["errors"]![0]!["location"]!["row"]));
        Assert.Equal((200, """{"result":true}"""), await server.SendAsync("POST", "/v1/data/example/allow", """{"input":{"user":"ann"}}"""));
    }

    [Fact]
    public async Task Data_is_put_patched_and_deleted_and_policies_see_it_at_once()
    {
        Assert.Equal(204, (await server.SendAsync("PUT", "/v1/data/a/b/c", """{"list":[1]}""")).Status);
        Assert.Equal(204, (await server.SendAsync("PATCH", "/v1/data/a/b", """[{"op":"add","path":"/c/list/-","value":2}]""")).Status);
        Assert.Equal((200, """{"result":{"b":{"c":{"list":[1,2]}}}}"""), await server.SendAsync("GET", "/v1/data/a"));
        Assert.Equal(304, (await server.SendAsync("PUT", "/v1/data/a/b/c", "1", ("If-None-Match", "*"))).Status);
        Assert.Equal(204, (await server.SendAsync("DELETE", "/v1/data/a/b/c/list")).Status);
        Assert.Equal((200, """{"result":{"b":{"c":{}}}}"""), await server.SendAsync("GET", "/v1/data/a"));
        Assert.Equal(204, (await server.SendAsync("PUT", "/v1/data/admins", """["bob"]""")).Status);
        Assert.Equal((200, """{"result":true}"""), await server.SendAsync("POST", "/v1/data/example/allow", """{"input":{"user":"bob"}}"""));
    }

    [Fact]
    public async Task A_batch_of_which_one_fails_is_207_and_says_which()
    {
        var (status, body) = await server.SendAsync("POST", "/v1/batch/data/example/broken", """{"inputs":{"bad":{"both":true},"good":{}}}""");
        var responses = JsonNode.Parse(body)!["responses"]!;
        Assert.Equal((207, 1, "200"), (status, (int?)responses["good"]!["result"], (string?)responses["good"]!["http_status_code"]));
        Assert.Equal(("internal_error", "500"), ((string?)responses["bad"]!["code"], (string?)responses["bad"]!["http_status_code"]));
    }

    [Fact]
    public async Task Requests_are_counted_by_handler_and_status()
    {
        await server.SendAsync("GET", "/v1/data/example/allow");
        await server.SendAsync("GET", "/v1/policies/nothing.rego");
        var (_, text) = await server.SendAsync("GET", "/metrics");
        Assert.Contains("http_request_duration_seconds_count{code=\"200\",handler=\"v1/data\",method=\"get\"} 1", text, StringComparison.Ordinal);
        Assert.Contains("http_request_duration_seconds_count{code=\"404\",handler=\"v1/policies\",method=\"get\"} 1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_bundle_owns_is_not_written()
    {
        await using var owned = await RunningOpaServer.StartAsync(Module, owner: "hospital");
        foreach (var (method, path) in new[] { ("PUT", "/v1/policies/x"), ("DELETE", "/v1/policies/main.rego"), ("PUT", "/v1/data/x"), ("DELETE", "/v1/data/admins") })
        {
            var (status, body) = await owned.SendAsync(method, path, method == "PUT" ? "package x" : null);
            Assert.Equal(400, status);
            if (method == "DELETE" || path.Contains("policies", StringComparison.Ordinal))
                Assert.Contains("is owned by bundle \\\"hospital\\\"", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        await using var small = await RunningOpaServer.StartAsync(Module, options: new OpaServerOptions { MaxBodyBytes = 100 });
        var (status, _) = await small.SendAsync("POST", "/v1/data/example/allow", "{\"input\":\"" + new string('x', 100) + "\"}");
        Assert.Equal(413, status);
    }

    [Fact]
    public async Task An_evaluation_without_end_is_ended_by_the_limit()
    {
        await using var limited = await RunningOpaServer.StartAsync(
            "package p\nx := count([1 | some i in numbers.range(1, 100000); some j in numbers.range(1, 100000); i == j])",
            options: new OpaServerOptions { Limits = new() { MaxInstructions = 200_000 } });
        var (status, body) = await limited.SendAsync("GET", "/v1/data/p/x");
        Assert.Equal((500, "internal_error"), (status, (string?)JsonNode.Parse(body)!["code"]));
    }
}
