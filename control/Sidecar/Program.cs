using Platform.Sidecar;
using Platform.Sidecar.Settings;

try
{
    await SidecarApp.Create(args).RunAsync();
    return 0;
}
catch (SidecarSettingException e)
{
    await Console.Error.WriteLineAsync($"refusing to start: {e.Message}");
    return 2;
}
