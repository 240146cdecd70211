using System.Security.Cryptography;

namespace Platform.Identity.Certificates;

/// <summary>The public half of the AppHost's proof key (`Identity:ProofKeyFile`, PEM). Without it nothing can bootstrap, and start-up says so.</summary>
public sealed class ProofKey
{
    private readonly ECParameters _parameters;

    private ProofKey(ECParameters parameters) => _parameters = parameters;

    /// <summary>Reads the key.</summary>
    /// <exception cref="InvalidOperationException">The setting is missing or the file holds no P-256 key.</exception>
    public static ProofKey FromConfiguration(IConfiguration configuration)
    {
        var file = configuration["Identity:ProofKeyFile"] ?? throw new InvalidOperationException("the setting `Identity:ProofKeyFile` is missing");
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(file));
            return new ProofKey(key.ExportParameters(includePrivateParameters: false));
        }
        catch (Exception e) when (e is IOException or CryptographicException or ArgumentException)
        {
            throw new InvalidOperationException($"the setting `Identity:ProofKeyFile` names no public key: {e.Message}", e);
        }
    }

    /// <summary>A handle of its own; the caller disposes it.</summary>
    public ECDsa Open() => ECDsa.Create(_parameters);
}
