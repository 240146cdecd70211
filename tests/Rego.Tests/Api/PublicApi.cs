using System.Reflection;
using System.Text;

namespace Platform.Rego.Tests.Api;

/// <summary>The public surface of an assembly as text: a line per type and per member, sorted.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Heading(type)).Append('\n');
            foreach (var member in type.GetMembers(Declared).Select(Member).OfType<string>().Order(StringComparer.Ordinal))
                text.Append("  ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    private static string Heading(Type type)
    {
        var kind = type switch
        {
            { IsInterface: true } => "interface",
            { IsEnum: true } => "enum",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        return typeof(Delegate).IsAssignableFrom(type)
            ? $"delegate {Name(type, full: true)}{Parameters(type.GetMethod("Invoke")!)}: {Name(type.GetMethod("Invoke")!.ReturnType)}"
            : $"{kind} {Name(type, full: true)}";
    }

    private static string? Member(MemberInfo member) => member switch
    {
        // What a record writes for itself says nothing of its own.
        MethodBase { Name: "PrintMembers" or "<Clone>$" or "Deconstruct" or "Equals" or "GetHashCode" or "ToString" } => null,
        PropertyInfo { Name: "EqualityContract" } => null,
        MethodInfo { IsSpecialName: true } method when !method.Name.StartsWith("op_", StringComparison.Ordinal) => null,
        MethodInfo { Name: "op_Equality" or "op_Inequality" } => null,
        MethodInfo method when IsVisible(method) => $"{Static(method)}{method.Name}{Generics(method)}{Parameters(method)}: {Name(method.ReturnType)}",
        ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) => $"new{Parameters(constructor)}",
        PropertyInfo property when IsVisible(property.GetMethod ?? property.SetMethod) => $"{Static(property.GetMethod ?? property.SetMethod!)}{property.Name}: {Name(property.PropertyType)}{Setter(property)}",
        FieldInfo { IsPublic: true, IsSpecialName: false } field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{field.Name}: {Name(field.FieldType)}",
        _ => null,
    };

    private static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static string Setter(PropertyInfo property) => !IsVisible(property.SetMethod) ? ""
        : property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? " init" : " set";

    private static string Parameters(MethodBase method) => $"({string.Join(", ", method.GetParameters().Select(p => $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? "?" : "")}"))})";

    private static string Generics(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(type => type.Name))}>" : "";

    private static string Name(Type type, bool full = false)
    {
        if (type.IsByRef)
            return $"ref {Name(type.GetElementType()!)}";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";
        var name = full ? type.FullName ?? type.Name : type.IsNested && !type.IsGenericParameter ? $"{type.DeclaringType!.Name}.{type.Name}" : type.Name;
        return type.IsGenericType && !full ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(argument => Name(argument)))}>" : name;
    }
}
