using System.Security.Cryptography;

namespace Platform.Rego.Values;

/// <summary>Mixes words into hashes; the seed is drawn per process, so that nobody can prepare colliding input.</summary>
internal static class HashMix
{
    private static readonly ulong s_seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) | 1;

    internal static int Of(long first, long second)
    {
        var hash = Scramble((ulong)first ^ s_seed);
        hash = Scramble(hash + (ulong)second * 0x9E3779B97F4A7C15UL);
        return (int)(hash >> 32);
    }

    private static ulong Scramble(ulong x)
    {
        x ^= x >> 32;
        x *= 0xD6E8FEB86659FD93UL ^ s_seed;
        x ^= x >> 29;
        x *= 0xBF58476D1CE4E5B9UL;
        return x ^ (x >> 32);
    }
}
