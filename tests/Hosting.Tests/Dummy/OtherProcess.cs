using System.Globalization;

namespace Platform.Hosting.Tests.Dummy;

/// <summary>A process that some script started and whose id it wrote into a file.</summary>
internal static class OtherProcess
{
    public static async Task<int> IdInAsync(string file)
    {
        var text = await Eventually.Value(
            () => Task.FromResult(File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } id ? id : null), $"{file} is written");
        return int.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>Whether it runs. One that ended and was not waited for does not.</summary>
    public static bool IsAlive(int id)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{id}/stat");
            return status[status.LastIndexOf(')') + 2] != 'Z';
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return false;
        }
    }

    /// <summary>Whether its clock is stopped.</summary>
    public static bool IsFrozen(int id)
    {
        var status = File.ReadAllText($"/proc/{id}/stat");
        return status[status.LastIndexOf(')') + 2] == 'T';
    }
}
