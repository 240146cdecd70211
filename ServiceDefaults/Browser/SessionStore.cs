using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Platform.ServiceDefaults.Browser;

/// <summary>Sessions in memory: the cookie carries a random key, the tokens stay here. A restart signs everybody out.</summary>
internal sealed class SessionStore(TimeProvider clock) : ITicketStore
{
    private const int Capacity = 10_000;
    private readonly ConcurrentDictionary<string, AuthenticationTicket> _sessions = new(StringComparer.Ordinal);

    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        RemoveExpired();
        if (_sessions.Count >= Capacity)
        {
            throw new InvalidOperationException("too many sessions");
        }

        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        _sessions[key] = ticket;
        return Task.FromResult(key);
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        // Only a session that still exists: a renewal must not bring back one that was ended meanwhile.
        if (_sessions.TryGetValue(key, out var known))
        {
            _sessions.TryUpdate(key, ticket, known);
        }

        return Task.CompletedTask;
    }

    public Task<AuthenticationTicket?> RetrieveAsync(string key) =>
        Task.FromResult(_sessions.TryGetValue(key, out var ticket) && !IsExpired(ticket) ? ticket : null);

    public Task RemoveAsync(string key)
    {
        _sessions.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    private bool IsExpired(AuthenticationTicket ticket) => ticket.Properties.ExpiresUtc is not { } until || until <= clock.GetUtcNow();

    private void RemoveExpired()
    {
        foreach (var (key, ticket) in _sessions)
        {
            if (IsExpired(ticket))
            {
                _sessions.TryRemove(key, out _);
            }
        }
    }
}
