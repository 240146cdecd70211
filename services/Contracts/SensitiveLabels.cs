using System.Collections.Frozen;

namespace Platform.Contracts;

/// <summary>
/// The closed list of labels that a clinical note may carry, each with the HL7 confidentiality that it gives the note. The same list, with who may
/// read past it, is policy data (policies/platform/labels); a test holds the two together.
/// </summary>
public static class SensitiveLabels
{
    /// <summary>Normal, restricted, very restricted: <c>N</c>, <c>R</c>, <c>V</c> of HL7's confidentiality.</summary>
    public static readonly FrozenDictionary<string, string> Confidentiality = new Dictionary<string, string>
    {
        ["mental-health"] = "R",
        ["hiv"] = "R",
        ["substance-use"] = "R",
        ["safeguarding"] = "R",
        ["adoption"] = "R",
        ["prison"] = "R",
        ["staff-or-vip"] = "R",
        ["assisted-fertilisation"] = "V",
        ["sexually-transmitted-disease"] = "V",
        ["termination-of-pregnancy"] = "V",
        ["gender-reassignment"] = "V",
    }.ToFrozenDictionary();

    /// <summary>The confidentiality of a note with these labels: that of the strictest, <c>N</c> without any.</summary>
    public static string Strictest(IEnumerable<string> labels)
    {
        var strictest = "N";
        foreach (var label in labels)
        {
            var own = Confidentiality[label];
            if (own == "V" || strictest == "N")
                strictest = own;
        }
        return strictest;
    }
}
