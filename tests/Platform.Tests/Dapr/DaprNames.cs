using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapr;
using Dapr.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Platform.Tests.Sidecar;

namespace Platform.Tests.Dapr;

public sealed class DaprNames
{
    [Fact]
    public async Task Tell_the_sidecar_what_is_subscribed()
    {
        await using var app = await StartAsync(routes =>
        {
            routes.MapSubscribeHandler();
            routes.MapPost("/booked", [Topic("notices", "booked")] () => "");
            routes.MapPost("/cancelled", () => "").WithTopic("notices", "cancelled");
            routes.MapPost("/urgent", [Topic("notices", "triaged", "event.data.urgent == true", 1)] () => "");
            routes.MapPost("/other", [Topic("notices", "triaged")] () => "");
        });

        var told = await app.Client.GetFromJsonAsync<JsonElement>("/dapr/subscribe");

        var byTopic = told.EnumerateArray().ToDictionary(s => s.GetProperty("topic").GetString()!);
        Assert.Equal("/booked", byTopic["booked"].GetProperty("route").GetString());
        Assert.Equal("/cancelled", byTopic["cancelled"].GetProperty("route").GetString());
        Assert.Equal("/other", byTopic["triaged"].GetProperty("routes").GetProperty("default").GetString());
        Assert.Equal("/urgent", byTopic["triaged"].GetProperty("routes").GetProperty("rules")[0].GetProperty("path").GetString());
        Assert.All(byTopic.Values, s => Assert.Equal("notices", s.GetProperty("pubsubname").GetString()));
    }

    [Theory]
    [InlineData("""{"specversion":"1.0","id":"1","data":{"a":1}}""", "application/json", """{"a":1}""")]
    [InlineData("""{"specversion":"1.0","datacontenttype":"text/plain","data":"hello"}""", "text/plain", "hello")]
    [InlineData("""{"specversion":"1.0","datacontenttype":"application/octet-stream","data_base64":"aGVsbG8="}""", "application/octet-stream", "hello")]
    [InlineData("""{"specversion":"1.0"}""", "application/json", "")]
    public async Task Unwrap_a_cloud_event(string cloudEvent, string type, string data)
    {
        await using var app = await StartAsync(Echo, useCloudEvents: true);

        using var response = await app.Client.PostAsync("/echo", new StringContent(cloudEvent, Encoding.UTF8, "application/cloudevents+json"));

        Assert.Equal($"{type}|{data}", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Leave_other_bodies_alone_and_refuse_a_broken_event()
    {
        await using var app = await StartAsync(Echo, useCloudEvents: true);

        using var other = await app.Client.PostAsync("/echo", new StringContent("""{"data":1}""", Encoding.UTF8, "application/json"));
        using var broken = await app.Client.PostAsync("/echo", new StringContent("{", Encoding.UTF8, "application/cloudevents+json"));

        Assert.Equal("application/json; charset=utf-8|{\"data\":1}", await other.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
    }

    [Fact]
    public async Task Invoke_through_the_sidecar()
    {
        await using var sidecar = await EchoApp.StartAsync();
        using var client = DaprClient.CreateInvokeHttpClient("records", $"http://127.0.0.1:{sidecar.Port}", "some-token");

        var seen = await client.GetFromJsonAsync<JsonElement>("/patients/42?x=1");
        var named = await client.GetFromJsonAsync<JsonElement>("http://referrals/$process-message");

        Assert.Equal("/v1.0/invoke/records/method/patients/42?x=1", seen.GetProperty("target").GetString());
        Assert.Equal("some-token", seen.GetProperty("headers").GetProperty("dapr-api-token")[0].GetString());
        Assert.Equal("/v1.0/invoke/referrals/method/$process-message", named.GetProperty("target").GetString());
    }

    [Theory]
    [InlineData("http://records:8080/x")]
    [InlineData("http://user@records/x")]
    [InlineData("ftp://records/x")]
    public async Task Refuse_an_address_that_names_no_app(string address)
    {
        using var client = DaprClient.CreateInvokeHttpClient();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.GetAsync(address));
    }

    private static void Echo(WebApplication app) => app.MapPost("/echo", async (HttpContext context) =>
    {
        using var reader = new StreamReader(context.Request.Body);
        return Results.Text($"{context.Request.ContentType}|{await reader.ReadToEndAsync()}");
    });

    private static async Task<RunningApp> StartAsync(Action<WebApplication> map, bool useCloudEvents = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        if (useCloudEvents)
        {
            app.UseCloudEvents();
        }

        map(app);
        await app.StartAsync();
        return new RunningApp(app);
    }

    private sealed class RunningApp(WebApplication app) : IAsyncDisposable
    {
        public HttpClient Client { get; } = new()
        {
            BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
        };

        public ValueTask DisposeAsync()
        {
            Client.Dispose();
            return app.DisposeAsync();
        }
    }
}
