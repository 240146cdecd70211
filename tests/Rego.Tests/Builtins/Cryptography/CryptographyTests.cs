using System.Security.Cryptography;
using Platform.Rego.Builtins.Cryptography;
using Platform.Rego.Values;
using static Platform.Rego.Tests.Builtins.Calls;

namespace Platform.Rego.Tests.Builtins.Cryptography;

public sealed class CryptographyTests
{
    [Theory]
    [InlineData("crypto.md5", "900150983cd24fb0d6963f7d28e17f72")]
    [InlineData("crypto.sha1", "a9993e364706816aba3e25717850c26c9cd0d89d")]
    [InlineData("crypto.sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void The_digests_of_abc(string name, string digest) => Assert.Equal(digest, Call(name, "abc").AsString());

    [Fact]
    public void The_mac_of_RFC_4231_case_2() => Assert.Equal(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Call("crypto.hmac.sha256", "what do ya want for nothing?", "Jefe").AsString());

    // RFC 8032, section 7.1, tests 1 to 3.
    [Theory]
    [InlineData("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Ed25519_signs_and_verifies(string seed, string key, string message, string signature)
    {
        var (s, k, m, expected) = (Convert.FromHexString(seed), Convert.FromHexString(key), Convert.FromHexString(message), Convert.FromHexString(signature));
        Assert.Equal(k, Ed25519.PublicKey(s));
        Assert.Equal(expected, Ed25519.Sign(s, m));
        Assert.True(Ed25519.Verify(k, m, expected));
        for (var i = 0; i < expected.Length; i += 7)
        {
            var wrong = (byte[])expected.Clone();
            wrong[i] ^= 1;
            Assert.False(Ed25519.Verify(k, m, wrong));
        }
    }

    // RFC 7515, appendix A.1.
    [Fact]
    public void A_token_of_RFC_7515_is_decoded_and_refused_for_another_secret()
    {
        const string token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
            + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        Assert.Equal("joe", Call("io.jwt.decode", token).Items[1]["iss"].AsString());
        Assert.False(Call("io.jwt.verify_hs256", token, "wrong").IsTrue);
    }

    [Fact]
    public void A_token_signed_with_a_new_key_is_verified_by_its_public_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = key.ExportParameters(true);
        string Part(byte[]? bytes) => Convert.ToBase64String(bytes!).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        Val secret = Val.ObjectOf(("kty", "EC"), ("crv", "P-256"), ("x", Part(parameters.Q.X)), ("y", Part(parameters.Q.Y)), ("d", Part(parameters.D)));
        var token = Call("io.jwt.encode_sign", Json("""{"alg":"ES256","typ":"JWT"}"""), Json("""{"sub":"me"}"""), secret).AsString();
        Assert.True(Call("io.jwt.verify_es256", token, key.ExportSubjectPublicKeyInfoPem()).IsTrue);
        var parts = token.Split('.');
        Assert.False(Call("io.jwt.verify_es256", $"{parts[0]}.{parts[1]}x.{parts[2]}", key.ExportSubjectPublicKeyInfoPem()) is { IsTrue: true });
    }
}
