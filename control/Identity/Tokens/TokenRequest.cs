using Platform.WorkloadIdentity;

namespace Platform.Identity.Tokens;

/// <summary>A request to `/token`: the caller that mutual TLS proved, the key of that connection, and the form.</summary>
public sealed record TokenRequest(SpiffeId Caller, string CallerKeyThumbprint, IFormCollection Form, string? Proof)
{
    /// <summary>A form field that must be there exactly once.</summary>
    /// <exception cref="TokenRequestRefusedException">It is missing, empty or repeated.</exception>
    public string Required(string name) =>
        Form[name] is [{ Length: > 0 } value] ? value : throw new TokenRequestRefusedException("invalid_request", $"`{name}` is missing or repeated");

    /// <summary>The life of the token: <paramref name="limit"/>, or less if `requested_expires_in` (whole seconds) asks for less.</summary>
    /// <exception cref="TokenRequestRefusedException">The field is not a positive whole number, or repeated.</exception>
    public TimeSpan Lifetime(TimeSpan limit)
    {
        if (Form["requested_expires_in"] is [] or [null])
        {
            return limit;
        }

        return int.TryParse(Required("requested_expires_in"), System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? TimeSpan.FromSeconds(Math.Min(seconds, limit.TotalSeconds))
            : throw new TokenRequestRefusedException("invalid_request", "`requested_expires_in` is not a positive whole number");
    }
}
