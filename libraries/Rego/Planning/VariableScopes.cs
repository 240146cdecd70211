namespace Platform.Rego.Planning;

/// <summary>Which local holds which variable; a frame is undone when its alternative or closure ends.</summary>
internal sealed class VariableScopes
{
    private readonly List<Dictionary<string, int>> _frames = [new(StringComparer.Ordinal)];

    public int? Find(string name)
    {
        for (var i = _frames.Count - 1; i >= 0; i--)
        {
            if (_frames[i].TryGetValue(name, out var local))
            {
                return local;
            }
        }

        return null;
    }

    public void Put(string name, int local) => _frames[^1][name] = local;

    public void Push() => _frames.Add(new(StringComparer.Ordinal));

    public void Pop() => _frames.RemoveAt(_frames.Count - 1);
}
