namespace Platform.Rego;

/// <summary>One Rego file.</summary>
/// <param name="File">The name that diagnostics, traces and coverage show.</param>
/// <param name="Source">The text.</param>
/// <param name="Version">The dialect; <see cref="RegoVersion.V1"/> unless said otherwise.</param>
public sealed record RegoModule(string File, string Source, RegoVersion Version = RegoVersion.V1);
