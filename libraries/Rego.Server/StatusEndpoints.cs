using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Platform.Rego.Values;

namespace Platform.Rego.Server;

/// <summary><c>/health</c>, <c>/v1/config</c>, <c>/v1/status</c>: what OPA's clients and probes ask about the server itself.</summary>
internal static class StatusEndpoints
{
    public static Task HealthAsync(HttpContext http) => OpaAnswer.ObjectAsync(http, 200, pretty: false, _ => { });

    /// <summary><c>/health/{rule}</c>: 200 if <c>data.system.health.{rule}</c> is true.</summary>
    public static Task HealthRuleAsync(HttpContext http, PolicyStore store)
    {
        var rule = OpaServer.Path(http);
        var input = Val.ObjectOf(("plugins_ready", Val.True), ("plugin_state", Val.From(RObj.Empty)));
        var done = Evaluation.Of(store.Current, new DataPath(["system", "health", .. rule.Parts]), input, http.GetOpaOptions().Evaluation(strict: false), http.RequestAborted);
        return done.Value.IsTrue ? HealthAsync(http) : OpaAnswer.ObjectAsync(http, 500, pretty: false, json => json.WriteString("error", $"health check (data.system.health.{string.Join('.', rule.Parts)}) returned unexpected value"));
    }

    public static Task ConfigAsync(HttpContext http)
    {
        var options = http.GetOpaOptions();
        return ResultAsync(http, json =>
        {
            json.WriteString("default_decision", "/" + string.Join('/', options.DefaultDecision.Parts));
            json.WriteString("default_authorization_decision", "/" + string.Join('/', options.DefaultAuthorizationDecision.Parts));
            Labels(json, options);
        });
    }

    public static Task StatusAsync(HttpContext http, PolicyStore store) => ResultAsync(http, json =>
    {
        Labels(json, http.GetOpaOptions());
        json.WriteStartObject("bundles");
        if (store.Owner is not null)
        {
            json.WriteStartObject(store.Owner);
            json.WriteString("name", store.Owner);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    private static Task ResultAsync(HttpContext http, Action<Utf8JsonWriter> members) =>
        OpaAnswer.ObjectAsync(http, 200, RequestParameters.Of(http.Request).Pretty, json =>
        {
            json.WriteStartObject("result");
            members(json);
            json.WriteEndObject();
        });

    private static void Labels(Utf8JsonWriter json, OpaServerOptions options)
    {
        json.WriteStartObject("labels");
        foreach (var (name, value) in options.Labels)
            json.WriteString(name, value);
        json.WriteString("version", OpaServer.Version);
        json.WriteEndObject();
    }
}
