using System.Globalization;
using System.Text.RegularExpressions;

namespace Platform.AppHost.Publishing.Model;

/// <summary>Takes a value of the model apart without asking for it: asking would make keys and wait for addresses.</summary>
internal static partial class ValueReader
{
    /// <exception cref="DistributedApplicationException">It is of a kind that has no place in a manifest.</exception>
    public static async Task<Value> ReadAsync(object value)
    {
        var parts = new List<Part>();
        await AddAsync(parts, value);
        return new(parts);
    }

    private static async Task AddAsync(List<Part> parts, object value)
    {
        switch (value)
        {
            case string text:
                parts.Add(new TextPart(text));
                break;
            case ReferenceExpression expression:
                await AddAsync(parts, expression);
                break;
            case EndpointReference endpoint:
                parts.Add(new EndpointPart(endpoint, EndpointProperty.Url));
                break;
            case EndpointReferenceExpression { Endpoint: var endpoint, Property: var property }:
                parts.Add(new EndpointPart(endpoint, property));
                break;
            case ParameterResource { Secret: true } secret:
                parts.Add(new SecretPart(secret));
                break;
            case ParameterResource parameter:
                parts.Add(new TextPart(await parameter.GetValueAsync(CancellationToken.None) ?? ""));
                break;
            case IResourceBuilder<ParameterResource> { Resource: var parameter }:
                await AddAsync(parts, parameter);
                break;
            case IResourceWithConnectionString { ConnectionStringExpression: var expression }:
                await AddAsync(parts, expression);
                break;
            case GivenFile file:
                parts.Add(new PathPart(file.MountPath));
                break;
            case GivenFolder folder:
                parts.Add(new PathPart(folder.MountPath));
                break;
            case IFormattable number:
                parts.Add(new TextPart(number.ToString(null, CultureInfo.InvariantCulture)));
                break;
            default:
                throw new DistributedApplicationException($"A value of type {value.GetType().Name} cannot be published.");
        }
    }

    private static async Task AddAsync(List<Part> parts, ReferenceExpression expression)
    {
        if (expression.StringFormats.Any(format => format is not null))
            throw new DistributedApplicationException($"'{expression.ValueExpression}' escapes a value, which a manifest cannot do.");
        var from = 0;
        foreach (Match hole in Hole().Matches(expression.Format))
        {
            AddText(parts, expression.Format[from..hole.Index]);
            if (hole.Groups["index"] is { Success: true, Value: var index })
                await AddAsync(parts, expression.ValueProviders[int.Parse(index, CultureInfo.InvariantCulture)]);
            else
                AddText(parts, hole.Value[..1]);
            from = hole.Index + hole.Length;
        }

        AddText(parts, expression.Format[from..]);
    }

    private static void AddText(List<Part> parts, string text)
    {
        if (text.Length > 0)
            parts.Add(new TextPart(text));
    }

    // A composite format: {0}, and doubled braces for single ones.
    [GeneratedRegex(@"\{(?<index>\d+)\}|\{\{|\}\}")]
    private static partial Regex Hole();
}
