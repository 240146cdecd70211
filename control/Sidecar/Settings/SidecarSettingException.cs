namespace Platform.Sidecar.Settings;

/// <summary>A flag, token or file that a sidecar cannot start with. The message names it.</summary>
public sealed class SidecarSettingException(string message, Exception? inner = null) : Exception(message, inner);
