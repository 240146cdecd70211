using System.Net;
using Platform.Rego.Builtins;
using Platform.Rego.Builtins.Network;
using Platform.Rego.Values;
using Platform.Testing;
using static Platform.Rego.Tests.Builtins.Calls;

namespace Platform.Rego.Tests.Builtins.Network;

/// <summary>Responses that outlive an evaluation: on request only, for as long as their headers (RFC 9111) or the policy say.</summary>
public sealed class HttpSendCacheTests
{
    private readonly ManualClock clock = new();
    private readonly List<HttpRequestMessage> sent = [];
    private HttpSendCache? cache = new();

    [Fact]
    public void A_fresh_response_is_used_again_and_a_stale_one_is_not()
    {
        var answer = () => Answer("cache-control", "max-age=60");
        Assert.Equal("1", Send("""{"method":"get","url":"http://allowed","cache":true}""", answer));
        Assert.Equal("1", Send("""{"method":"get","url":"http://allowed","cache":true}""", answer));
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("2", Send("""{"method":"get","url":"http://allowed","cache":true}""", answer));
    }

    [Theory]
    [InlineData("""{"method":"get","url":"http://allowed"}""", "max-age=60", 200)]
    [InlineData("""{"method":"get","url":"http://allowed","cache":true}""", "no-store, max-age=60", 200)]
    [InlineData("""{"method":"get","url":"http://allowed","cache":true}""", "no-cache, max-age=60", 200)]
    [InlineData("""{"method":"get","url":"http://allowed","cache":true}""", "private", 200)]
    [InlineData("""{"method":"get","url":"http://allowed","cache":true}""", "max-age=60", 500)]
    public void Is_asked_again_where_nothing_allows_to_keep_it(string request, string control, int status)
    {
        var answer = () => Answer("cache-control", control, (HttpStatusCode)status);
        Send(request, answer);
        Send(request, answer);
        Assert.Equal(2, sent.Count);
    }

    [Fact]
    public void Without_a_cache_of_the_host_nothing_outlives_an_evaluation()
    {
        cache = null;
        var answer = () => Answer("cache-control", "max-age=60");
        Send("""{"method":"get","url":"http://allowed","cache":true}""", answer);
        Send("""{"method":"get","url":"http://allowed","cache":true}""", answer);
        Assert.Equal(2, sent.Count);
    }

    [Fact]
    public void Expires_counts_where_no_age_is_given()
    {
        var answer = () => Answer("expires", (clock.GetUtcNow() + TimeSpan.FromMinutes(1)).ToString("R"));
        Send("""{"method":"get","url":"http://allowed","cache":true}""", answer);
        Send("""{"method":"get","url":"http://allowed","cache":true}""", answer);
        Assert.Single(sent);
    }

    [Fact]
    public void A_stale_response_with_a_tag_is_confirmed()
    {
        const string Request = """{"method":"get","url":"http://allowed","cache":true}""";
        var first = () =>
        {
            var answer = Answer("cache-control", "max-age=60");
            answer.Headers.TryAddWithoutValidation("etag", "\"v1\"");
            return answer;
        };
        Assert.Equal("1", Send(Request, first));
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("1", Send(Request, () => Answer("cache-control", "max-age=60", HttpStatusCode.NotModified)));
        Assert.Equal("\"v1\"", sent[1].Headers.GetValues("If-None-Match").Single());
        Assert.Equal("1", Send(Request, first));
        Assert.Equal(2, sent.Count);
    }

    [Fact]
    public void A_forced_one_is_kept_for_its_seconds_whatever_the_headers_say()
    {
        const string Request = """{"method":"get","url":"http://allowed","force_cache":true,"force_cache_duration_seconds":30}""";
        var answer = () => Answer("cache-control", "no-store");
        Assert.Equal("1", Send(Request, answer));
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("1", Send(Request, answer));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("2", Send(Request, answer));
    }

    [Fact]
    public void Headers_that_do_not_matter_do_not_tell_requests_apart_and_others_do()
    {
        var answer = () => Answer("cache-control", "max-age=60");
        Send("""{"method":"get","url":"http://allowed","cache":true,"headers":{"X-Trace":"1","X-Who":"a"},"cache_ignored_headers":["x-trace"]}""", answer);
        Send("""{"method":"get","url":"http://allowed","cache":true,"headers":{"X-Trace":"2","X-Who":"a"},"cache_ignored_headers":["x-trace"]}""", answer);
        Assert.Single(sent);
        Send("""{"method":"get","url":"http://allowed","cache":true,"headers":{"X-Trace":"2","X-Who":"b"},"cache_ignored_headers":["x-trace"]}""", answer);
        Assert.Equal(2, sent.Count);
    }

    [Fact]
    public void Old_responses_make_room()
    {
        cache = new HttpSendCache(maxBytes: 3);
        var answer = () => Answer("cache-control", "max-age=60");
        for (var i = 0; i < 10; i++)
        {
            Send($$"""{"method":"get","url":"http://allowed/{{i}}","cache":true}""", answer);
        }

        Assert.InRange(cache.Count, 1, 3);
    }

    [Fact]
    public void A_mode_that_does_not_exist_is_an_error() =>
        Assert.Contains("caching_mode", ErrorIn(Context(() => Answer("x", "y")), "http.send", Json("""{"method":"get","url":"http://allowed","caching_mode":"other"}""")));

    private string Send(string request, Func<HttpResponseMessage> answer) => Call(Context(answer), "http.send", Json(request))["raw_body"].AsString();

    // Each call is an evaluation of its own.
    private BuiltinContext Context(Func<HttpResponseMessage> answer) => new()
    {
        Clock = clock,
        Services = new Dictionary<Type, object>
        {
            [typeof(EgressOptions)] = new EgressOptions { AllowedHosts = ["allowed"], Cache = cache, Handler = () => new Network(this, answer) },
        },
    };

    private HttpResponseMessage Answer(string header, string value, HttpStatusCode status = HttpStatusCode.OK)
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent($"{sent.Count}") };
        if (!answer.Headers.TryAddWithoutValidation(header, value))
        {
            answer.Content.Headers.TryAddWithoutValidation(header, value);
        }

        return answer;
    }

    private sealed class Network(HttpSendCacheTests owner, Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            owner.sent.Add(request);
            return Task.FromResult(answer());
        }
    }
}
