using Aspire.Hosting.ApplicationModel;

namespace Platform.Hosting.Running;

/// <summary>Replaces the values of secret parameters in everything that is shown.</summary>
internal sealed class SecretMask(DistributedApplicationModel model)
{
    private const string Shown = "********";

    // A value as short as this would mask ordinary words.
    private const int ShortestSecret = 6;

    public string Apply(string text)
    {
        foreach (var parameter in model.Resources.OfType<ParameterResource>())
        {
            if (parameter is { Secret: true, ValueIfKnown: { Length: >= ShortestSecret } secret })
            {
                text = text.Replace(secret, Shown, StringComparison.Ordinal);
            }
        }

        return text;
    }
}
