using Platform.Rego.Values;

namespace Platform.Rego.Builtins;

/// <summary>What a builtin may see of the evaluation that calls it. Not to be kept: the next evaluation may use it again. Never shared between threads.</summary>
public sealed class BuiltinContext
{
    private Dictionary<(string Builtin, Val Key), object>? _cache;
    private CancellationToken _cancellation;
    private BuiltinException? _error;
    private Val _now;

    /// <summary>Ends the evaluation when it is cancelled.</summary>
    public CancellationToken Cancellation
    {
        get => _cancellation;
        init => _cancellation = value;
    }

    /// <summary>The clock.</summary>
    /// <value>The system's by default.</value>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Random numbers; an option, so that an evaluation can be repeated.</summary>
    /// <value><see cref="System.Random.Shared"/> by default.</value>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>What <c>opa.runtime</c> returns.</summary>
    /// <value>The empty object by default.</value>
    public Val Runtime { get; init; } = Val.From(RObj.Empty);

    /// <summary>Receives the lines of <c>print</c>; null drops them.</summary>
    public Action<string>? Print { get; init; }

    /// <summary>Receives the notes of <c>trace</c>; null drops them.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>Receives the names of a data-driven test's cases; null drops them.</summary>
    public Action<RArr>? TestCase { get; init; }

    /// <summary>Settings of the host for single builtins, such as the egress allow-list of <c>http.send</c>, by type.</summary>
    public IReadOnlyDictionary<Type, object> Services { get; init; } = new Dictionary<Type, object>();

    /// <summary>Where the call stands in the source, as <c>file:row</c>.</summary>
    public string Location => (uint)File < (uint)Files.Count ? $"{Files[File]}:{Row}" : "";

    internal IReadOnlyList<string> Files { get; init; } = [];

    internal int File { get; set; }

    internal int Row { get; set; }

    internal Action<long>? Meter { get; init; }

    /// <summary>Nanoseconds since the epoch, the same during the whole evaluation.</summary>
    public Val NowNanoseconds
    {
        get
        {
            if (_now.IsUndefined)
            {
                _now = Val.From((Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100);
            }

            return _now;
        }
    }

    /// <summary>A value computed once per evaluation and key, as <c>rand.intn</c> and <c>uuid.rfc4122</c> need it.</summary>
    public T Once<T>(string builtin, Val key, Func<T> compute) where T : notnull
    {
        if (_cache is not null && _cache.TryGetValue((builtin, key), out var known))
        {
            return (T)known;
        }

        var value = compute();
        (_cache ??= []).Add((builtin, key), value);
        return value;
    }

    /// <summary>Counts elements or characters about to be made against the limit of the evaluation; call it before large work.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, as after an overflow.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public void Charge(long units)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(units);
        Cancellation.ThrowIfCancellationRequested();
        Meter?.Invoke(units);
    }

    /// <summary>Another evaluation begins, with the same options.</summary>
    internal void Begin(CancellationToken cancellation) => _cancellation = cancellation;

    /// <summary>An evaluation has ended.</summary>
    internal void Forget()
    {
        _cache = null;
        _error = null;
        _now = default;
        _cancellation = default;
    }

    /// <summary>Notes an operand error without the cost of an exception; the builtin then returns what this returns.</summary>
    internal Val Fail(BuiltinException error)
    {
        _error = error;
        return default;
    }

    internal BuiltinException? TakeError()
    {
        var error = _error;
        _error = null;
        return error;
    }
}
