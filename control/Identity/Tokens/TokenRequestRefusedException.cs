namespace Platform.Identity.Tokens;

/// <summary>A token request that is refused: the OAuth error code goes to the caller, the reason to the log.</summary>
public sealed class TokenRequestRefusedException(string error, string reason) : Exception(reason)
{
    /// <summary>A code of RFC 6749 §5.2 or RFC 8693 §2.2.2.</summary>
    public string Error { get; } = error;
}
