using Microsoft.AspNetCore.Http;

namespace Platform.Rego.Server;

/// <summary><c>PUT</c>, <c>PATCH</c> and <c>DELETE /v1/data/{path}</c>: changes base documents; 204, or nothing is changed.</summary>
internal static class DataWriteEndpoint
{
    public static async Task PutAsync(HttpContext http, PolicyStore store)
    {
        var value = await RequestBody.JsonAsync(http.Request);
        if (value.IsUndefined)
            throw OpaException.BadRequest("body must be a JSON document");
        var path = OpaServer.Path(http);
        var absentOnly = http.Request.Headers.IfNoneMatch == "*";
        var present = false;
        store.WriteData(path, root =>
        {
            present = DataDocument.TryGet(root, path, out _);
            return present && absentOnly ? root : DataDocument.Put(root, path, value);
        });
        http.Response.StatusCode = present && absentOnly ? StatusCodes.Status304NotModified : StatusCodes.Status204NoContent;
    }

    public static async Task PatchAsync(HttpContext http, PolicyStore store)
    {
        var patches = await RequestBody.JsonAsync(http.Request);
        var path = OpaServer.Path(http);
        store.WriteData(path, root => DataDocument.Patch(root, path, patches));
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public static Task DeleteAsync(HttpContext http, PolicyStore store)
    {
        var path = OpaServer.Path(http);
        store.WriteData(path, root => DataDocument.Delete(root, path));
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
