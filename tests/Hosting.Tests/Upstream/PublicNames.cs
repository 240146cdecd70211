using System.Reflection;
using Aspire.Hosting;
using Platform.Testing;

namespace Platform.Hosting.Tests.Upstream;

/// <summary>
/// The AppHost must compile against the real packages, which this machine does not have. So whatever <c>libraries/Hosting</c> and <c>libraries/Dapr</c> show to
/// others has to be a name of the real thing, with its parameters' names: an addition of our own in Aspire's namespaces would be a trap.
/// </summary>
public sealed class PublicNames
{
    // Public in the real packages too, but of no interest to a list of what an AppHost or a service writes.
    private static readonly HashSet<string> NotListed =
    [
        "DistributedApplicationEventSubscription.Callback", "CommandLineArgsCallbackAnnotation.Callback", "EnvironmentCallbackAnnotation.Callback",
        "ResourceCommandAnnotation.DisplayName", "ResourceCommandAnnotation.ExecuteCommand", "ResourceCommandAnnotation.DisplayDescription",
        "UpdateCommandStateContext.ResourceSnapshot", "AllocatedEndpoint.Address", "AllocatedEndpoint.TargetPortExpression", "AllocatedEndpoint.EndPointString",
        "AllocatedEndpoint.UriString", "ResourceExtensions.TryGetUrls(urls)", "HealthReportSnapshot.Status", "HealthReportSnapshot.ExceptionText",
        "type UrlSnapshot", "UrlSnapshot.IsInternal", "ValueProviderContext.Caller",
        "ReferenceExpressionBuilder.AppendFormatted(valueProvider)", "ExpressionInterpolatedStringHandler.AppendFormatted(valueProvider)",
        "type IOwnedOriginalTopicMetadata", "type IRawTopicMetadata", "type ITopicMetadata", "type InvocationHandler",
        "InvocationHandler.DaprEndpoint", "InvocationHandler.DaprApiToken",
        // The handler of an interpolated string: the compiler alone writes its name, and it differs there.
        "type PieceHandler", "PieceHandler.AppendFormatted(valueProvider)",
    ];

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void Of_the_orchestrator_are_those_of_Aspire() => Hold(typeof(DistributedApplication).Assembly, "Aspire.", "aspire-api.md");

    [Fact]
    public void Of_the_Dapr_subset_are_those_of_Dapr_AspNetCore() => Hold(typeof(Dapr.Client.DaprClient).Assembly, "Dapr", "wire-contracts.md");

    [Fact]
    public void A_name_that_the_sheet_does_not_have_is_found() =>
        Assert.Equal(["type Invented", "Invented.Invent", "Invented.Invent(whatever)"], Strangers([typeof(Invented)], new FactSheet("`AddProject(string name)`")));

    private static void Hold(Assembly assembly, string space, string sheet)
    {
        var file = RepositoryRoot.SharedFile(sheet);
        Assert.SkipWhen(file is null, $"{sheet}, the list of the real names, is not beside this repository.");
        var types = assembly.GetExportedTypes().Where(type => type.Namespace is { } name && (name.StartsWith(space, StringComparison.Ordinal) || name == "Microsoft.AspNetCore.Builder")).ToList();
        Assert.NotEmpty(types);
        var strangers = Strangers(types, new FactSheet(File.ReadAllText(file!)));
        Assert.True(strangers.Count == 0, $"not in {sheet}:\n{string.Join('\n', strangers)}");
    }

    private static List<string> Strangers(IEnumerable<Type> types, FactSheet sheet)
    {
        var strangers = new List<string>();
        foreach (var type in types)
        {
            var name = type.Name.Split('`')[0];
            // The classes that hold extension methods are nowhere named in code.
            if (!IsExtensions(type) && !sheet.Names(name))
                strangers.Add($"type {name}");
            foreach (var method in type.GetMethods(Declared).Where(method => !method.IsSpecialName && !Inherited(method)))
            {
                if (!sheet.Names(method.Name))
                    strangers.Add($"{name}.{method.Name}");
                var known = sheet.ParametersOf(method.Name);
                strangers.AddRange(method.GetParameters().Where(parameter => !known.Contains(parameter.Name!) && !Shortened(parameter)).Select(parameter => $"{name}.{method.Name}({parameter.Name})"));
            }

            foreach (var property in type.GetProperties(Declared).Where(property => !sheet.Names(property.Name) && !sheet.Names(char.ToLowerInvariant(property.Name[0]) + property.Name[1..])))
                strangers.Add($"{name}.{property.Name}");
        }

        return [.. strangers.Except(NotListed)];
    }

    private static bool IsExtensions(Type type) => type is { IsAbstract: true, IsSealed: true };

    private static bool Inherited(MethodInfo method) =>
        method.GetBaseDefinition() != method || method.Name is "Deconstruct" or "Equals" or "GetHashCode" or "ToString" or "<Clone>$" or "PrintMembers" or "GetEnumerator";

    // `CT ct = default` and `this B` stand for these in the sheet.
    private static bool Shortened(ParameterInfo parameter) => parameter.Name is "cancellationToken" or "builder";

    public sealed class Invented
    {
        public static void Invent(string whatever) => ArgumentNullException.ThrowIfNull(whatever);
    }
}
