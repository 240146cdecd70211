using System.Collections.Immutable;
using Platform.Rego.Values;

namespace Platform.Rego.Server;

/// <summary>
/// The policies and data that a server answers from. Readers take <see cref="Current"/> and are never blocked; a write makes a whole new snapshot or, when
/// anything about it is wrong, none.
/// </summary>
public sealed class PolicyStore
{
    private readonly Lock _writing = new();
    private readonly RegoOptions _options;
    private volatile PolicySnapshot _current;

    /// <param name="modules">The modules; a module's id is its file name.</param>
    /// <param name="data">The base documents, an object; undefined for none.</param>
    /// <param name="options">How modules are compiled; the defaults if null.</param>
    /// <exception cref="RegoCompileException">A module is wrong.</exception>
    public PolicyStore(IEnumerable<RegoModule> modules, Val data = default, RegoOptions? options = null)
    {
        _options = options ?? new();
        var known = modules.ToImmutableSortedDictionary(module => module.File, module => module, StringComparer.Ordinal);
        var documents = data.IsUndefined ? Val.From(RObj.Empty) : data;
        _current = new PolicySnapshot(known, RegoPolicy.Compile(known.Values, documents, _options), documents);
    }

    /// <summary>The name of the bundle that owns everything here; null when clients may write.</summary>
    public string? Owner { get; init; }

    /// <summary>What is in force.</summary>
    public PolicySnapshot Current => _current;

    /// <summary>Adds or replaces a module.</summary>
    /// <exception cref="OpaException">It, or a module that depends on it, does not compile; or a bundle owns it.</exception>
    public void PutPolicy(string id, string source) => Write($"policy {id}", now =>
        now.Modules.TryGetValue(id, out var old) && old.Source == source ? now : Compiled(now.Modules.SetItem(id, new RegoModule(id, source)), now.Data));

    /// <summary>Removes a module.</summary>
    /// <exception cref="OpaException">There is none, a module depends on it, or a bundle owns it.</exception>
    public void DeletePolicy(string id) => Write($"policy {id}", now =>
        now.Modules.ContainsKey(id) ? Compiled(now.Modules.Remove(id), now.Data) : throw OpaException.NotFound($"storage_not_found_error: policy id \"{id}\""));

    /// <summary>Replaces the base documents by what a function makes of them.</summary>
    /// <exception cref="OpaException">The function refuses, or a bundle owns them.</exception>
    public void WriteData(DataPath path, Func<Val, Val> change) => Write($"path {path}", now =>
    {
        var data = change(now.Data);
        return data.Kind == ValKind.Object ? new PolicySnapshot(now.Modules, now.Policy.WithData(data), data)
            : throw OpaException.BadRequest("root must be object");
    });

    private void Write(string what, Func<PolicySnapshot, PolicySnapshot> change)
    {
        if (Owner is not null)
            throw OpaException.BadRequest($"{what} is owned by bundle \"{Owner}\"");
        lock (_writing)
            _current = change(_current);
    }

    private PolicySnapshot Compiled(ImmutableSortedDictionary<string, RegoModule> modules, Val data)
    {
        try
        {
            return new PolicySnapshot(modules, RegoPolicy.Compile(modules.Values, data, _options), data);
        }
        catch (RegoCompileException wrong)
        {
            throw OpaException.Uncompilable("module(s)", wrong);
        }
    }
}
