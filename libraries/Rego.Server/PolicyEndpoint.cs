using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Platform.Rego.Values;

namespace Platform.Rego.Server;

/// <summary><c>/v1/policies[/{id}]</c>: lists, shows, adds, replaces and removes modules.</summary>
internal static class PolicyEndpoint
{
    private static readonly PreparedQuery ParseModule = RegoPolicy.Compile([]).PrepareQuery($"{DataPath.Result} = rego.parse_module(input.id, input.raw)");

    public static Task ListAsync(HttpContext http, PolicyStore store) => OpaAnswer.ObjectAsync(http, 200, RequestParameters.Of(http.Request).Pretty, json =>
    {
        json.WriteStartArray("result");
        foreach (var module in store.Current.Modules.Values)
        {
            json.WriteStartObject();
            Module(json, module);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static Task GetAsync(HttpContext http, PolicyStore store)
    {
        var id = Id(http);
        if (!store.Current.Modules.TryGetValue(id, out var module))
            throw OpaException.NotFound($"storage_not_found_error: policy id \"{id}\"");
        return OpaAnswer.ObjectAsync(http, 200, RequestParameters.Of(http.Request).Pretty, json =>
        {
            json.WriteStartObject("result");
            Module(json, module);
            json.WriteEndObject();
        });
    }

    public static async Task PutAsync(HttpContext http, PolicyStore store)
    {
        store.PutPolicy(Id(http), await RequestBody.TextAsync(http.Request));
        await OpaAnswer.ObjectAsync(http, 200, pretty: false, _ => { });
    }

    public static Task DeleteAsync(HttpContext http, PolicyStore store)
    {
        store.DeletePolicy(Id(http));
        return OpaAnswer.ObjectAsync(http, 200, pretty: false, _ => { });
    }

    private static string Id(HttpContext http) => string.Join('/', OpaServer.Path(http).Parts);

    private static void Module(Utf8JsonWriter json, RegoModule module)
    {
        json.WriteString("id", module.File);
        json.WriteString("raw", module.Source);
        var tree = ParseModule.EvaluateAll(Val.ObjectOf(("id", module.File), ("raw", module.Source)));
        if (tree.Count == 1)
            OpaAnswer.Member(json, "ast", tree[0][DataPath.Result]);
    }
}
