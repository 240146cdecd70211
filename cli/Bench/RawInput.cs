using System.Text;
using System.Text.Json.Nodes;
using Platform.Cli.Bench.Scenarios;

namespace Platform.Cli.Bench;

/// <summary>Inputs that come as JSON text with every decision; the policy is that of <c>rbac</c>.</summary>
internal static class RawInput
{
    /// <summary>As a small request would be described: the fields that the policy asks for, among others.</summary>
    public static byte[] Bytes218 { get; } = Padded(218);

    /// <summary>As a request with its body in it would be.</summary>
    public static byte[] Bytes20K { get; } = Padded(20_480);

    private static byte[] Padded(int bytes)
    {
        var input = JsonNode.Parse(Small.RbacInput)!.AsObject();
        var headers = new JsonObject();
        input["headers"] = headers;
        var i = 0;
        while (Size(input) + 40 < bytes)
            headers[FormattableString.Invariant($"x-{i++:000}")] = "value of a header";
        input["padding"] = "";
        input["padding"] = new string('x', Math.Max(0, bytes - Size(input)));
        return Encoding.UTF8.GetBytes(input.ToJsonString());
    }

    private static int Size(JsonObject input) => Encoding.UTF8.GetByteCount(input.ToJsonString());
}
