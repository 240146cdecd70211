namespace Platform.Rego;

/// <summary>The dialect of a module.</summary>
public enum RegoVersion
{
    /// <summary>Rego v1: <c>if</c> and <c>contains</c> are required. The default.</summary>
    V1,

    /// <summary>Rego v0: keywords of v1 need an import; <c>import rego.v1</c> in the module makes it v1-compatible.</summary>
    V0,
}
