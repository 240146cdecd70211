namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rule for names of resources and endpoints.</summary>
internal static class ModelName
{
    private const int MaxLength = 64;

    public static void Validate(string what, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var broken = name.Length > MaxLength ? $"is longer than {MaxLength} characters"
            : !char.IsAsciiLetter(name[0]) ? "does not start with a letter"
            : !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? "has a character that is no ASCII letter, digit or hyphen"
            : name.Contains("--", StringComparison.Ordinal) ? "has two hyphens in a row"
            : name[^1] == '-' ? "ends with a hyphen"
            : null;
        if (broken is not null)
        {
            throw new ArgumentException($"{what} name '{name}' is invalid: it {broken}.", nameof(name));
        }
    }
}
