using System.Security.Cryptography;
using System.Text;

namespace Platform.AppHost.Topology.Database;

/// <summary>A service's role, which owns the database of the same name and nothing else.</summary>
/// <param name="Name">The app-id, which is also the common name of the service's certificate.</param>
/// <param name="Password">New at every start of the platform; the server's files hold only its SCRAM verifier.</param>
internal sealed record DatabaseRole(string Name, string Password)
{
    private const int Iterations = 4096;

    public static DatabaseRole For(string service) => new(service, Convert.ToHexString(RandomNumberGenerator.GetBytes(24)));

    /// <summary>What PostgreSQL stores of a password (RFC 5802, RFC 7677).</summary>
    public string Verifier()
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(Password), salt, Iterations, HashAlgorithmName.SHA256, 32);
        var stored = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var server = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(stored)}:{Convert.ToBase64String(server)}";
    }
}
