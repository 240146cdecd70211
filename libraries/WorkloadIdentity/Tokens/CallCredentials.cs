using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Platform.WorkloadIdentity;

/// <summary>The credentials of an incoming call, read without interpreting anything else of it.</summary>
/// <param name="Token">The token of the one `Authorization: DPoP` header, or null.</param>
/// <param name="Proof">The one `DPoP` header, or null.</param>
/// <param name="Path">The path exactly as received, without query.</param>
public sealed record CallCredentials(string? Token, string? Proof, string Path)
{
    private const string Scheme = "DPoP ";

    /// <summary>Reads them; a header that comes several times counts as absent.</summary>
    public static CallCredentials Of(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization is [{ } only] ? only : null;
        var token = authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true ? authorization[Scheme.Length..].Trim() : null;
        var proof = context.Request.Headers["DPoP"] is [{ } single] ? single : null;
        return new CallCredentials(token, proof, PathOf(context));
    }

    private static string PathOf(HttpContext context)
    {
        // The server decodes Request.Path; the proof names what was on the wire.
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(target) || target[0] != '/')
        {
            return context.Request.PathBase.Add(context.Request.Path).ToUriComponent();
        }

        var query = target.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? target : target[..query];
    }
}
