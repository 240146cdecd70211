using System.Text;

namespace Platform.Rego.Tests.Fuzzing;

/// <summary>Changes a text or bytes in a few places: something left out, doubled, moved, or put in from a list.</summary>
internal static class DamagedText
{
    public static string Of(string source, string[] words, Random random)
    {
        var text = new StringBuilder(source);
        for (var change = random.Next(1, 5); change > 0 && text.Length > 0; change--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 6), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, words[random.Next(words.Length)]);
                    break;
                case 2:
                    text.Insert(at, " " + words[random.Next(words.Length)] + " ");
                    break;
                case 3:
                    text[at] = (char)random.Next(1, 128);
                    break;
                default:
                    var length = Math.Min(random.Next(1, 20), text.Length - at);
                    text.Insert(random.Next(text.Length), text.ToString(at, length));
                    break;
            }
        }

        return text.ToString();
    }

    public static byte[] Of(byte[] source, Random random)
    {
        var bytes = source.ToList();
        for (var change = random.Next(1, 5); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count), 1));
                    break;
            }
        }

        return [.. bytes];
    }
}
