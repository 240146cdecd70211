namespace Platform.AppHost.Publishing.Model;

/// <summary>A value of a variable or an argument, in parts: text, secrets by name, and parts of addresses.</summary>
/// <param name="Parts">In order.</param>
internal sealed record Value(IReadOnlyList<Part> Parts)
{
    public IEnumerable<ParameterResource> Secrets => Parts.OfType<SecretPart>().Select(part => part.Parameter);

    public IEnumerable<EndpointPart> Endpoints => Parts.OfType<EndpointPart>();

    public static Value Of(string text) => new([new TextPart(text)]);
}

internal abstract record Part;

internal sealed record TextPart(string Text) : Part;

/// <summary>The value of a secret parameter, which no manifest holds.</summary>
internal sealed record SecretPart(ParameterResource Parameter) : Part;

/// <summary>A part of the address of an endpoint, which each target forms in its own way.</summary>
internal sealed record EndpointPart(EndpointReference Endpoint, EndpointProperty Property) : Part;

/// <summary>The path of a file or a folder in the container.</summary>
internal sealed record PathPart(string MountPath) : Part;
