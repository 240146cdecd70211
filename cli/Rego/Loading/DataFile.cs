using System.Text;
using Platform.Rego;
using Platform.Rego.Values;

namespace Platform.Cli.Rego;

/// <summary>A base document: JSON or YAML by the end of its name.</summary>
internal static class DataFile
{
    private static readonly string[] Endings = [".json", ".yaml", ".yml"];

    public static bool Is(string file) => Endings.Contains(Path.GetExtension(file), StringComparer.Ordinal);

    /// <exception cref="PolicyFilesException">It is not what its name says.</exception>
    public static Val Parse(string file, ReadOnlyMemory<byte> content)
    {
        try
        {
            return Path.GetExtension(file) == ".json" ? Val.Parse(content.Span) : RegoYaml.Parse(Text(content));
        }
        catch (FormatException broken)
        {
            throw new PolicyFilesException($"{file}: {broken.Message}", broken);
        }
    }

    /// <summary>The input that a command is given: a file, JSON unless its name says YAML.</summary>
    /// <exception cref="PolicyFilesException">It is not what its name says.</exception>
    public static Val ReadInput(string file) => Is(file) ? Parse(file, File.ReadAllBytes(file)) : Input(file, File.ReadAllText(file));

    /// <summary>The input as text: JSON, or YAML if it is not.</summary>
    /// <exception cref="PolicyFilesException">It is neither.</exception>
    public static Val Input(string name, string text)
    {
        try
        {
            return Val.Parse(text);
        }
        catch (JsonFormatException broken)
        {
            throw new PolicyFilesException($"{name}: {broken.Message}", broken);
        }
    }

    public static string Text(ReadOnlyMemory<byte> content)
    {
        using var reader = new StreamReader(new MemoryStream(content.ToArray(), writable: false), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
