using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Platform.Contracts;
using Platform.Referrals.Fhir;

namespace Platform.Referrals.Messages.Checks;

/// <summary>The first of the checks: the headers, without a look at the body.</summary>
public static class HeaderCheck
{
    private const string MediaType = "application/fhir+json";
    private const int VersionMajor = 1;
    private const int EncodedMax = 8 * 1024;

    public static (MessageHeaders? Headers, FhirRefusal? Refusal) Read(IHeaderDictionary headers)
    {
        List<FhirIssue> issues = [];
        var request = Id(headers, "X-Request-Id", issues);
        var correlation = Id(headers, "X-Correlation-Id", issues);
        if (issues.Count > 0)
            return (null, FhirRefusal.BadRequest(issues));

        if (NotAcceptable(headers.Accept) is { } notAcceptable)
            return (null, notAcceptable);
        if (WrongMedia(headers) is { } wrongMedia)
            return (null, wrongMedia);

        var target = Target(headers, issues);
        var organisation = Organisation(headers, issues);
        Object(headers, "NHSD-Requesting-Software", issues);
        Object(headers, "NHSD-Requesting-Practitioner", issues);
        return issues.Count > 0
            ? (null, FhirRefusal.BadRequest(issues))
            : (new MessageHeaders(request, correlation, target!, organisation), null);
    }

    /// <summary>What a call without a message needs: its two ids and an answer that can be written; a service that it names is named rightly.</summary>
    public static FhirRefusal? RefusalOfRead(IHeaderDictionary headers)
    {
        List<FhirIssue> issues = [];
        Id(headers, "X-Request-Id", issues);
        Id(headers, "X-Correlation-Id", issues);
        if (issues.Count == 0 && NotAcceptable(headers.Accept) is { } notAcceptable)
            return notAcceptable;
        if (!StringValues.IsNullOrEmpty(headers["NHSD-Target-Identifier"]))
            Target(headers, issues);
        return issues.Count > 0 ? FhirRefusal.BadRequest(issues) : null;
    }

    private static Guid Id(IHeaderDictionary headers, string name, List<FhirIssue> issues)
    {
        var values = headers[name];
        if (StringValues.IsNullOrEmpty(values))
        {
            issues.Add(new("required", Place(name), $"header {name} is missing"));
            return default;
        }

        if (values.Count == 1 && Guid.TryParseExact(values[0], "D", out var id))
            return id;
        issues.Add(new("invalid", Place(name), $"header {name} is not one GUID"));
        return default;
    }

    private static FhirRefusal? NotAcceptable(StringValues accept)
    {
        if (StringValues.IsNullOrEmpty(accept))
            return null;
        if (!MediaTypeWithQualityHeaderValue.TryParse(accept.ToString().Split(',')[0], out var media))
            return FhirRefusal.NotAcceptable("Accept is not a media type");
        var isOurs = media.MediaType is MediaType or "application/json" or "application/*" or "*/*";
        if (!accept.ToString().Split(',').Any(range => range.Trim().StartsWith(MediaType, StringComparison.OrdinalIgnoreCase)) && !isOurs)
            return FhirRefusal.NotAcceptable($"only {MediaType} is written here");
        var version = media.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("version", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"');
        if (version is null)
            return null;
        return int.TryParse(version.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major <= VersionMajor
            ? null
            : FhirRefusal.NotAcceptable($"version {VersionMajor} of BaRS is spoken here");
    }

    private static FhirRefusal? WrongMedia(IHeaderDictionary headers)
    {
        if (!StringValues.IsNullOrEmpty(headers.ContentEncoding))
            return FhirRefusal.UnsupportedMediaType("http.content-encoding", "the body must not be compressed");
        if (MediaTypeHeaderValue.TryParse(headers.ContentType.ToString(), out var media)
            && media.MediaType is { } type
            && type.Equals(MediaType, StringComparison.OrdinalIgnoreCase)
            && (media.CharSet is null || media.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            return null;
        return FhirRefusal.UnsupportedMediaType("http.content-type", $"the body must be {MediaType} in UTF-8");
    }

    private static string? Target(IHeaderDictionary headers, List<FhirIssue> issues)
    {
        const string name = "NHSD-Target-Identifier";
        if (StringValues.IsNullOrEmpty(headers[name]))
        {
            issues.Add(new("required", Place(name), $"header {name} is missing"));
            return null;
        }

        if (Object(headers, name, issues) is not { } target)
            return null;
        if (FhirSystem.Same(target.Text("system"), FhirSystem.DosServiceId) && target.Text("value") is { Length: > 0 and <= 64 } service)
            return service;
        issues.Add(new("structure", Place(name), $"header {name} does not name a {FhirSystem.DosServiceId}"));
        return null;
    }

    private static string? Organisation(IHeaderDictionary headers, List<FhirIssue> issues)
    {
        const string name = "NHSD-End-User-Organisation";
        if (StringValues.IsNullOrEmpty(headers[name]) || Object(headers, name, issues) is not { } organisation)
            return null;
        if (organisation.IdentifierOf(FhirSystem.OdsCode).Text("value") is { } code && OdsCode.IsWellFormed(code))
            return code;
        issues.Add(new("structure", Place(name), $"header {name} has no ODS code"));
        return null;
    }

    /// <summary>An absent header is nothing; one that is there must be the Base64 of one JSON object.</summary>
    private static JsonObject? Object(IHeaderDictionary headers, string name, List<FhirIssue> issues)
    {
        var values = headers[name];
        if (StringValues.IsNullOrEmpty(values))
            return null;
        if (values is [{ Length: <= EncodedMax } encoded] && Decode(encoded) is { } json && StrictJson.Read(json) is { Root: { } root })
            return root;
        issues.Add(new("structure", Place(name), $"header {name} is not the Base64 of one JSON object"));
        return null;
    }

    private static byte[]? Decode(string encoded)
    {
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length) ? bytes[..length] : null;
    }

    private static string Place(string header) => "http." + header.ToLowerInvariant();
}
