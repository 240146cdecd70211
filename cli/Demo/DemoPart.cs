namespace Platform.Cli.Demo;

/// <summary>How much of the demo is played.</summary>
internal enum DemoPart
{
    All,
    Journey,
    Breach,
}
