using Platform.WorkloadIdentity;

namespace Platform.Identity.Tokens;

/// <summary>A request to `/token`: the caller that mutual TLS proved, the key of that connection, and the form.</summary>
public sealed record TokenRequest(SpiffeId Caller, string CallerKeyThumbprint, IFormCollection Form, string? Proof)
{
    /// <summary>A form field that must be there exactly once.</summary>
    /// <exception cref="TokenRequestRefusedException">It is missing, empty or repeated.</exception>
    public string Required(string name) =>
        Form[name] is [{ Length: > 0 } value] ? value : throw new TokenRequestRefusedException("invalid_request", $"`{name}` is missing or repeated");
}
