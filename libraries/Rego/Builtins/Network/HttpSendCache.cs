using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Network;

/// <summary>
/// Responses of <c>http.send</c> that later evaluations may use again: what a request asks for with <c>cache</c> (as the response's headers allow) or
/// <c>force_cache</c> (for the seconds it says). Shared by any number of threads; a host gives one in <see cref="EgressOptions.Cache"/>.
/// </summary>
/// <param name="maxBytes">The most bytes of bodies that are kept; the oldest responses go first.</param>
public sealed class HttpSendCache(long maxBytes = 16 * 1024 * 1024)
{
    private readonly Dictionary<Val, CachedResponse> _entries = [];
    private readonly Queue<(Val Key, CachedResponse Response)> _order = [];
    private readonly Lock _lock = new();
    private long _bytes;

    /// <summary>The number of responses that are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    internal CachedResponse? Find(Val key)
    {
        lock (_lock)
        {
            return _entries.GetValueOrDefault(key);
        }
    }

    internal void Put(Val key, CachedResponse response)
    {
        if (response.Bytes > maxBytes)
        {
            return;
        }

        lock (_lock)
        {
            Remove(key);
            _entries[key] = response;
            _order.Enqueue((key, response));
            _bytes += response.Bytes;
            while (_bytes > maxBytes)
            {
                var (oldest, entry) = _order.Dequeue();
                if (_entries.TryGetValue(oldest, out var current) && ReferenceEquals(current, entry))
                {
                    Remove(oldest);
                }
            }
        }
    }

    private void Remove(Val key)
    {
        if (_entries.Remove(key, out var old))
        {
            _bytes -= old.Bytes;
        }
    }
}
