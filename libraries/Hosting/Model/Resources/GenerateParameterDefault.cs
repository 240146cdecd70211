using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random value from a cryptographic source.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    // Letters that people mistake for others are left out.
    private const string LowerSet = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperSet = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string NumericSet = "0123456789";
    private const string SpecialSet = "-_.{}~()*+!";

    /// <summary>The length; more if the minimum numbers need it.</summary>
    public int MinLength { get; set; } = 22;

    /// <summary>Lower-case letters may occur.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Upper-case letters may occur.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Digits may occur.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Punctuation may occur.</summary>
    public bool Special { get; set; } = true;

    /// <summary>At least so many lower-case letters.</summary>
    public int MinLower { get; set; }

    /// <summary>At least so many upper-case letters.</summary>
    public int MinUpper { get; set; }

    /// <summary>At least so many digits.</summary>
    public int MinNumeric { get; set; }

    /// <summary>At least so many punctuation marks.</summary>
    public int MinSpecial { get; set; }

    /// <inheritdoc/>
    public override string GetDefaultValue()
    {
        var all = (Lower ? LowerSet : "") + (Upper ? UpperSet : "") + (Numeric ? NumericSet : "") + (Special ? SpecialSet : "");
        if (all.Length == 0)
        {
            throw new ArgumentException("A generated parameter needs at least one kind of character.");
        }

        var characters = new List<char>(MinLength);
        Take(characters, LowerSet, MinLower);
        Take(characters, UpperSet, MinUpper);
        Take(characters, NumericSet, MinNumeric);
        Take(characters, SpecialSet, MinSpecial);
        Take(characters, all, MinLength - characters.Count);
        var shuffled = characters.ToArray();
        RandomNumberGenerator.Shuffle<char>(shuffled);
        return new string(shuffled);
    }

    private static void Take(List<char> into, string from, int count)
    {
        for (var i = 0; i < count; i++)
        {
            into.Add(from[RandomNumberGenerator.GetInt32(from.Length)]);
        }
    }
}
