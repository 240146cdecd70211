using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platform.WorkloadIdentity;

/// <summary>Keeps the current SVID in `svid/svid.pem` of the process's state (0600), so that a restart within its life needs no new proof.</summary>
internal sealed class SvidStore(string stateDirectory)
{
    private readonly string _file = Path.Combine(stateDirectory, "svid", "svid.pem");

    public Svid? Load()
    {
        if (!File.Exists(_file))
        {
            return null;
        }

        try
        {
            var pem = File.ReadAllText(_file);
            var leaf = X509Certificate2.CreateFromPem(pem, pem);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(pem);
            chain.RemoveAt(0);
            return SubjectAlternativeUris.Read(leaf) is [var uri] && SpiffeId.TryParse(uri, out var id) ? new Svid(id, leaf, chain) : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            // A torn or foreign file is the same as none: the process bootstraps again.
            return null;
        }
    }

    public void Delete() => File.Delete(_file);

    public void Save(Svid svid)
    {
        using var key = svid.OpenKey();
        var chain = new X509Certificate2Collection { svid.Certificate };
        chain.AddRange(svid.Intermediates);
        PrivateFile.Write(_file, $"{chain.ExportCertificatePems()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }
}
