namespace Platform.Contracts;

/// <summary>A message of our own in NHS's shape, from a synthetic practice about a synthetic patient, and the headers that go with it.</summary>
public static class SampleMessages
{
    /// <summary>A new referral from A81001 to the cardiology service 2000011147 of RXX01 for the patient 999 000 0018. X-Request-Id and X-Correlation-Id are the sender's to add.</summary>
    public static string Referral => Read("referral-gp-to-cardiology.json");

    /// <summary>A JSON object of header names and values.</summary>
    public static string Headers => Read("headers.json");

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(SampleMessages).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
