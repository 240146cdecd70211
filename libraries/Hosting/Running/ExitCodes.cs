namespace Platform.Hosting.Running;

/// <summary>What an AppHost returns.</summary>
internal static class ExitCodes
{
    public const int ResourceFailed = 1;
    public const int AlreadyRunning = 4;
    public const int MissingTool = 5;
}
