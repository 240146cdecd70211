using Platform.Cli.Labs.OpenDoor;
using Platform.Cli.Labs.Policies;
using Platform.Cli.Labs.Running;

namespace Platform.Cli.Labs;

/// <summary>All labs, in the order of the day.</summary>
internal static class LabCatalogue
{
    public static IReadOnlyList<Lab> All { get; } = [new MeetThePlatform(), new FindTheDoor(), new CloseTheDoor(), new KeepItClosed(), new StayClosed(), new ChangeSafely()];

    /// <exception cref="LabException">There is none with the number.</exception>
    public static Lab Of(int number) => All.FirstOrDefault(lab => lab.Number == number)
        ?? throw new LabException($"There is no lab {number}; there are {string.Join(", ", All.Select(lab => lab.Number))}. See ./platform lab list");
}
