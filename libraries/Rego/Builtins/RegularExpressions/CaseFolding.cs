using System.Text;

namespace Platform.Rego.Builtins.RegularExpressions;

/// <summary>Unicode simple case folding: which code points are the same letter in another case.</summary>
internal static class CaseFolding
{
    private static readonly Lazy<Dictionary<int, int[]>> Orbits = new(BuildOrbits);

    public static IEnumerable<int> CasedRunes => Orbits.Value.Keys;

    public static ReadOnlySpan<int> OrbitSpan(int rune) => Orbits.Value.TryGetValue(rune, out int[]? orbit) ? orbit : [];

    public static IEnumerable<int> Orbit(int rune) => Orbits.Value.TryGetValue(rune, out int[]? orbit) ? orbit : [];

    /// <summary>One representative per orbit, so that two code points are equal but for case if their keys are.</summary>
    public static int Key(int rune)
    {
        if (rune < 0x80)
        {
            return rune is >= 'A' and <= 'Z' ? rune + 32 : rune;
        }

        return rune switch
        {
            0x17F => 's', // the runtime keeps the long s and the dotless i apart from ASCII; folding joins only the former
            0x212A => 'k',
            0x130 or 0x131 => rune,
            _ when !Rune.IsValid(rune) => rune,
            _ => Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(rune))).Value,
        };
    }

    private static Dictionary<int, int[]> BuildOrbits()
    {
        const int LastCasedPlane = 0x1FFFF;
        Dictionary<int, List<int>> byKey = [];
        for (int rune = 0; rune <= LastCasedPlane; rune++)
        {
            int key = Key(rune);
            if (key != rune)
            {
                if (!byKey.TryGetValue(key, out List<int>? members))
                {
                    byKey[key] = members = [key];
                }

                members.Add(rune);
            }
        }

        Dictionary<int, int[]> orbits = [];
        foreach (List<int> members in byKey.Values)
        {
            int[] orbit = [.. members.Distinct()];
            foreach (int member in orbit)
            {
                orbits[member] = orbit;
            }
        }

        return orbits;
    }
}
