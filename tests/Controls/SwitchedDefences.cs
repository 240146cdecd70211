namespace Platform.Controls;

/// <summary>
/// The defences that are off at this moment: the lines of the file <c>switched-off</c> in the state folder of the process. One running platform can so show for
/// many defences, one after the other, which attacks find it when it is missing.
/// </summary>
internal sealed class SwitchedDefences(string file)
{
    /// <summary>Whether a defence is off.</summary>
    public bool IsOff(string defence) => File.Exists(file) && File.ReadAllLines(file).Contains(defence);
}
