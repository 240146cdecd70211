using System.Collections.Frozen;
using Platform.WorkloadIdentity;

namespace Platform.Sidecar.Invocation;

/// <summary>
/// The other sidecars, from `services:{app-id}:mesh:0`. They are all that this sidecar ever calls: an app-id is a name in this table and never an address.
/// </summary>
internal sealed class Peers : IDisposable
{
    private readonly FrozenDictionary<string, HttpClient> _clients;

    public Peers(IConfiguration configuration, WorkloadIdentityOptions identity, SvidSource svids, SvidValidation validation)
    {
        var clients = new Dictionary<string, HttpClient>(StringComparer.Ordinal);
        foreach (var service in configuration.GetSection("services").GetChildren())
        {
            if (service["mesh:0"] is not { } address)
            {
                continue;
            }

            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
            {
                throw new InvalidOperationException($"services:{service.Key}:mesh:0 must be an https URL");
            }

            // Whatever answers there must prove to be the app-id that it was looked up as.
            clients[service.Key] = new HttpClient(new PeerHandler(svids, validation, identity.IdOf(service.Key)))
            {
                BaseAddress = uri,
                Timeout = Timeout.InfiniteTimeSpan,
            };
        }

        _clients = clients.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public HttpClient? Find(string appId) => _clients.GetValueOrDefault(appId);

    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }
}
