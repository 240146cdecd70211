namespace Platform.WorkloadIdentity;

/// <summary>What an issuer answers: the chain (PEM, leaf first) and the trust bundle (PEM).</summary>
public sealed record IssuedSvid(string CertificateChain, string TrustBundle, DateTimeOffset NotAfter);
