using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace Platform.Rego.Builtins.Cryptography;

/// <summary>
/// Ed25519 signatures, RFC 8032 §5.1, which the runtime lacks. Signing is not constant in time: use it where the key is the
/// policy's own, not as a service to others.
/// </summary>
internal static class Ed25519
{
    public const int KeyLength = 32;
    public const int SignatureLength = 64;

    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger L = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);
    private static readonly BigInteger D = Mod(-121665 * Inverse(121666));
    private static readonly BigInteger SquareRootOfMinusOne = BigInteger.ModPow(2, (P - 1) / 4, P);

    // x, y, z, t with x = X/Z, y = Y/Z, x·y = T/Z
    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T);

    private static readonly Point Neutral = new(0, 1, 1, 0);
    private static readonly Point Base = BasePoint();

    /// <summary>The public key of a 32-byte seed.</summary>
    public static byte[] PublicKey(ReadOnlySpan<byte> seed) => Encode(Multiply(Base, Expand(seed).Scalar));

    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        (BigInteger scalar, byte[] prefix) = Expand(seed);
        byte[] publicKey = Encode(Multiply(Base, scalar));
        BigInteger r = HashToScalar(prefix, message);
        byte[] commitment = Encode(Multiply(Base, r));
        BigInteger k = HashToScalar([.. commitment, .. publicKey], message);
        return [.. commitment, .. LittleEndian((r + k * scalar) % L)];
    }

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != KeyLength || signature.Length != SignatureLength || Decode(publicKey) is not { } key)
        {
            return false;
        }

        // An s beyond the order would make signatures malleable.
        var s = new BigInteger(signature[32..], isUnsigned: true);
        if (s >= L)
        {
            return false;
        }

        BigInteger k = HashToScalar([.. signature[..32], .. publicKey], message);
        Point negated = key with { X = Mod(-key.X), T = Mod(-key.T) };
        byte[] expected = Encode(Add(Multiply(Base, s), Multiply(negated, k)));
        return signature[..32].SequenceEqual(expected);
    }

    private static (BigInteger Scalar, byte[] Prefix) Expand(ReadOnlySpan<byte> seed)
    {
        byte[] hash = SHA512.HashData(seed);
        hash[0] &= 248;
        hash[31] &= 127;
        hash[31] |= 64;
        return (new BigInteger(hash.AsSpan(0, 32), isUnsigned: true), hash[32..]);
    }

    private static BigInteger HashToScalar(ReadOnlySpan<byte> head, ReadOnlySpan<byte> message)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(head);
        hash.AppendData(message);
        return new BigInteger(hash.GetHashAndReset(), isUnsigned: true) % L;
    }

    private static Point Add(Point p, Point q)
    {
        BigInteger a = Mod((p.Y - p.X) * (q.Y - q.X));
        BigInteger b = Mod((p.Y + p.X) * (q.Y + q.X));
        BigInteger c = Mod(2 * p.T * q.T * D);
        BigInteger d = Mod(2 * p.Z * q.Z);
        (BigInteger e, BigInteger f, BigInteger g, BigInteger h) = (b - a, d - c, d + c, b + a);
        return new Point(Mod(e * f), Mod(g * h), Mod(f * g), Mod(e * h));
    }

    private static Point Multiply(Point point, BigInteger scalar)
    {
        Point result = Neutral;
        for (long bit = scalar.GetBitLength() - 1; bit >= 0; bit--)
        {
            result = Add(result, result);
            if (!(scalar >> (int)bit).IsEven)
            {
                result = Add(result, point);
            }
        }

        return result;
    }

    private static byte[] Encode(Point point)
    {
        BigInteger inverse = Inverse(point.Z);
        BigInteger x = Mod(point.X * inverse), y = Mod(point.Y * inverse);
        byte[] bytes = LittleEndian(y);
        bytes[31] |= (byte)(x.IsEven ? 0 : 0x80);
        return bytes;
    }

    private static Point? Decode(ReadOnlySpan<byte> encoded)
    {
        byte[] bytes = encoded.ToArray();
        bool odd = (bytes[31] & 0x80) != 0;
        bytes[31] &= 0x7F;
        var y = new BigInteger(bytes, isUnsigned: true);
        return y < P && RecoverX(y, odd) is { } x ? new Point(x, y, 1, Mod(x * y)) : null;
    }

    /// <summary>x² = (y² - 1) / (d·y² + 1), if that has a root.</summary>
    private static BigInteger? RecoverX(BigInteger y, bool odd)
    {
        BigInteger square = Mod((y * y - 1) * Inverse(D * y * y + 1));
        BigInteger x = BigInteger.ModPow(square, (P + 3) / 8, P);
        if (Mod(x * x - square) != 0)
        {
            x = Mod(x * SquareRootOfMinusOne);
        }

        if (Mod(x * x - square) != 0 || x.IsZero && odd)
        {
            return null;
        }

        return x.IsEven == odd ? P - x : x;
    }

    private static Point BasePoint()
    {
        BigInteger y = Mod(4 * Inverse(5));
        BigInteger x = RecoverX(y, odd: false)!.Value;
        return new Point(x, y, 1, Mod(x * y));
    }

    private static byte[] LittleEndian(BigInteger value)
    {
        byte[] bytes = new byte[32];
        value.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(Mod(value), P - 2, P);

    private static BigInteger Mod(BigInteger value)
    {
        BigInteger rest = value % P;
        return rest.Sign < 0 ? rest + P : rest;
    }
}
