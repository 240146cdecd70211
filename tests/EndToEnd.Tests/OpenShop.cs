using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Platform.EndToEnd.Tests;

/// <summary>A shop of the kind that is deployed every day: its orders are guarded, and anybody may write its catalogue. With <c>guarded</c>, nobody may.</summary>
internal sealed class OpenShop : IAsyncDisposable
{
    private const string Document = """
        {"openapi":"3.0.1","paths":{
          "/api/catalog/items":{"get":{},"post":{}},
          "/api/catalog/items/{id}":{
            "parameters":[{"$ref":"#/components/parameters/Id"}],
            "get":{},"put":{},"delete":{}},
          "/api/orders":{"get":{"security":[]},"post":{}}},
         "components":{"parameters":{"Id":{"name":"id","in":"path","schema":{"type":"integer","format":"int32"}}}}}
        """;

    private readonly WebApplication app;

    private OpenShop(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>How many writes it has carried out.</summary>
    public int Written { get; private set; }

    public static async Task<OpenShop> StartAsync(bool guarded)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var shop = new OpenShop(app);
        app.Use((context, next) =>
        {
            if (context.Request.Path == "/openapi/v1.json" || (!guarded && context.Request.Path.StartsWithSegments("/api/catalog")))
                return next(context);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        });
        app.MapGet("/openapi/v1.json", () => Results.Text(Document, "application/json"));
        app.MapGet("/api/catalog/items", () => Results.Json(new[] { new { id = 1, name = "Mug" } }));
        app.MapGet("/api/catalog/items/{id:int}", (int id) => Results.Json(new { id, name = "Mug" }));
        app.MapPost("/api/catalog/items", () => shop.Write(Results.Created("/api/catalog/items/2", null)));
        app.MapPut("/api/catalog/items/{id:int}", (int _) => Results.BadRequest());
        app.MapDelete("/api/catalog/items/{id:int}", (int id) => id == 1 ? shop.Write(Results.NoContent()) : Results.NotFound());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return shop;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Write(IResult answer)
    {
        Written++;
        return answer;
    }
}
