namespace Platform.Rego.Syntax;

/// <summary>What a module is written in, after its imports are known.</summary>
internal enum Dialect
{
    V0,

    /// <summary>v0 with <c>import rego.v1</c>: the rules of v1 apply.</summary>
    V0CompatV1,

    V1,
}
