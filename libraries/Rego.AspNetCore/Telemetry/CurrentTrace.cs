using System.Diagnostics;

namespace Platform.Rego.AspNetCore;

/// <summary>The id of the trace that a request belongs to.</summary>
internal static class CurrentTrace
{
    private static readonly string None = new('0', 32);

    /// <summary>32 hexadecimal digits, zeros where nobody traces: two answers never differ in length by it.</summary>
    public static string Id => Activity.Current?.TraceId.ToHexString() ?? None;
}
