using System.Text;
using Platform.Rego.Builtins.Network;
using Platform.Rego.Builtins.Urls;
using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Providers;

/// <summary>providers.aws.sign_req</summary>
internal static class AwsBuiltins
{
    private static readonly string[] RequiredSettings = ["aws_access_key", "aws_region", "aws_secret_access_key", "aws_service"];

    /// <summary>A request for <c>http.send</c> with the headers of AWS Signature Version 4.</summary>
    [Builtin("providers.aws.sign_req")]
    internal static RObj SignReq(RObj request, RObj settings, Number timeNs)
    {
        Require(2, "AWS config", settings, RequiredSettings);
        if (!timeNs.IsWrittenAsInteger || !timeNs.TryGetInt64(out long nanoseconds))
        {
            throw BuiltinException.Operand(3, "could not convert time_ns value into a unix timestamp");
        }

        HttpRequestKeys.Check(request);
        Require(1, "request", request, ["method", "url"]);
        Val payloadSetting = settings.Get("disable_payload_signing");
        if (payloadSetting.IsDefined && payloadSetting.Kind != ValKind.Boolean)
        {
            throw BuiltinException.Operand(2, "invalid value for 'disable_payload_signing' in AWS config");
        }

        Val headerOperand = request.Get("headers");
        if (headerOperand.IsDefined && headerOperand.Kind != ValKind.Object)
        {
            throw BuiltinException.OperandType(1, headerOperand, "object");
        }

        Dictionary<string, string> headers = new(StringComparer.Ordinal);
        foreach (Val name in headerOperand.Keys)
        {
            headers[Text(name)] = Text(headerOperand.Get(name));
        }

        var credentials = new AwsSignature.Credentials(
            Text(settings.Get("aws_access_key")),
            Text(settings.Get("aws_secret_access_key")),
            Text(settings.Get("aws_session_token")),
            Text(settings.Get("aws_region")),
            Text(settings.Get("aws_service")));
        byte[]? body = payloadSetting.IsTrue ? null : Body(request);
        foreach ((string name, string value) in AwsSignature.Sign(
            Text(request.Get("method")), GoUrl.Parse(Text(request.Get("url"))), headers, body, credentials, nanoseconds))
        {
            headers[name] = value;
        }

        var signed = new ObjectBuilder();
        foreach ((string name, string value) in headers)
        {
            signed.Set(name, value);
        }

        var result = new ObjectBuilder(request.Count + 1);
        foreach ((Val key, Val value) in request)
        {
            result.Set(key, value);
        }

        return result.Set("headers", signed.Build()).Build();
    }

    private static byte[] Body(RObj request)
    {
        Val raw = request.Get("raw_body"), body = request.Get("body");
        string text = raw.IsDefined ? Text(raw) : body.IsDefined ? body.ToJson() : "";
        return Encoding.UTF8.GetBytes(text);
    }

    private static void Require(int operand, string what, RObj obj, string[] keys)
    {
        Report("missing required", keys.Where(key => obj.Get(key).IsUndefined));
        Report("invalid values for required", keys.Where(key => obj.Get(key).Kind != ValKind.String));

        void Report(string problem, IEnumerable<string> wrong)
        {
            Val[] names = [.. wrong.Select(key => Val.From(key))];
            if (names.Length > 0)
            {
                throw BuiltinException.Operand(operand, $"{problem} {what} parameters(s): {Val.SetOf(names)}");
            }
        }
    }

    private static string Text(Val value) => value.Kind == ValKind.String ? value.AsString() : "";
}
