namespace Platform.WorkloadIdentity;

/// <summary>The rule of X509-SVID (or of this platform's profile of it) that a certificate breaks.</summary>
public enum SvidRule
{
    /// <summary>It does not chain to the trust bundle.</summary>
    Untrusted,

    /// <summary>Its lifetime has ended, or has not begun.</summary>
    OutsideLifetime,

    /// <summary>It has no URI SAN, or several (X509-SVID §2).</summary>
    NotExactlyOneUri,

    /// <summary>The URI is not a SPIFFE ID with a path (X509-SVID §4.1).</summary>
    NotSpiffeId,

    /// <summary>The SPIFFE ID belongs to another trust domain.</summary>
    OtherTrustDomain,

    /// <summary>`cA` is set on a leaf (X509-SVID §4.1).</summary>
    CertificateAuthority,

    /// <summary>`keyCertSign` or `cRLSign` is set, or `digitalSignature` is not (X509-SVID §4.3).</summary>
    KeyUsage,

    /// <summary>The extended key usage is present and lacks client or server authentication (X509-SVID §4.4).</summary>
    ExtendedKeyUsage,

    /// <summary>The key is not a P-256 key (platform profile).</summary>
    Key,

    /// <summary>It, or all of its workload until now, was revoked.</summary>
    Revoked,

    /// <summary>The identity is right but not the one expected here.</summary>
    UnexpectedIdentity,
}
