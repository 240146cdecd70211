namespace Platform.Rego.Builtins.GraphQL.Validation;

/// <summary>Checks one type or directive of a schema: https://spec.graphql.org/October2021/#sec-Type-System.</summary>
internal sealed class DefinitionValidator(GraphQlSchema schema)
{
    public void Check(DirectiveDefinition directive)
    {
        CheckName(directive.Position, directive.Name);
        CheckArguments(directive.Arguments, directive);
    }

    public void Check(Definition definition)
    {
        bool isInput = definition.Kind == Definition.InputObject;
        foreach (FieldDefinition field in definition.Fields)
        {
            CheckName(field.Position, field.Name);
            CheckType(field.Type);
            CheckArguments(field.Arguments, null);
            CheckDirectives(field.Directives, isInput ? "INPUT_FIELD_DEFINITION" : "FIELD_DEFINITION", null);
        }

        foreach (string name in definition.Types)
        {
            Definition member = schema.Type(name) ?? throw SchemaValidator.Error(definition.Position, $"Undefined type \"{name}\".");
            Require(member.Kind == Definition.Object, definition.Position, $"{definition.Kind} type \"{name}\" must be OBJECT.");
        }

        definition.Interfaces.ForEach(name => CheckImplements(definition, name));
        CheckContent(definition);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (FieldDefinition field in definition.Fields)
        {
            Require(names.Add(field.Name), field.Position, $"Field {definition.Name}.{field.Name} can only be defined once.");
        }

        if (!definition.BuiltIn)
        {
            CheckName(definition.Position, definition.Name);
        }

        CheckDirectives(definition.Directives, definition.Kind, null);
    }

    private void CheckContent(Definition definition)
    {
        GraphQlPosition position = definition.Position;
        string name = $"{definition.Kind} {definition.Name}";
        switch (definition.Kind)
        {
            case Definition.Object or Definition.Interface:
                Require(definition.Fields.Count > 0, position, $"{name}: must define one or more fields.");
                foreach (FieldDefinition field in definition.Fields)
                {
                    bool isOutput = schema.Type(field.Type.Name)?.Kind != Definition.InputObject;
                    Require(isOutput, field.Position, $"{name}: field must be one of SCALAR, OBJECT, INTERFACE, UNION, ENUM.");
                }

                break;
            case Definition.Enum:
                Require(definition.EnumValues.Count > 0, position, $"{name}: must define one or more unique enum values.");
                foreach (EnumValueDefinition value in definition.EnumValues)
                {
                    Require(value.Name is not ("true" or "false" or "null"), position, $"{name}: non-enum value {value.Name}.");
                }

                break;
            case Definition.InputObject:
                Require(definition.Fields.Count > 0, position, $"{name}: must define one or more input fields.");
                foreach (FieldDefinition field in definition.Fields)
                {
                    Definition? type = schema.Type(field.Type.Name);
                    bool isInput = type is null or { IsInput: true };
                    Require(isInput, field.Position, $"{type?.Kind} {field.Name}: field must be one of SCALAR, ENUM, INPUT_OBJECT.");
                }

                break;
        }
    }

    private void CheckArguments(List<ArgumentDefinition> arguments, DirectiveDefinition? current)
    {
        foreach (ArgumentDefinition argument in arguments)
        {
            CheckName(argument.Position, argument.Name);
            CheckType(argument.Type);
            Definition type = schema.Types[argument.Type.Name];
            Require(
                type.IsInput,
                argument.Position,
                $"cannot use {argument.Type} as argument {argument.Name} because {type.Kind} is not a valid input type");
            CheckDirectives(argument.Directives, "ARGUMENT_DEFINITION", current);
        }
    }

    private void CheckDirectives(List<Directive> directives, string location, DirectiveDefinition? current)
    {
        foreach (Directive directive in directives)
        {
            CheckName(directive.Position, directive.Name);
            Require(directive.Name != current?.Name, directive.Position, $"Directive {current?.Name} cannot refer to itself.");
            DirectiveDefinition definition = schema.Directives.GetValueOrDefault(directive.Name)
                ?? throw SchemaValidator.Error(directive.Position, $"Undefined directive {directive.Name}.");
            Require(
                definition.Locations.Contains(location), directive.Position, $"Directive {directive.Name} is not applicable on {location}.");
            directive.Definition = definition;
        }
    }

    private void CheckImplements(Definition definition, string interfaceName)
    {
        Definition contract = schema.Type(interfaceName)
            ?? throw SchemaValidator.Error(definition.Position, $"Undefined type \"{interfaceName}\".");
        Require(
            contract.Kind == Definition.Interface, definition.Position, $"\"{interfaceName}\" is a non interface type {contract.Kind}.");
        string prefix = $"For {definition.Name} to implement {contract.Name}";
        foreach (FieldDefinition required in contract.Fields)
        {
            FieldDefinition found = definition.FieldNamed(required.Name)
                ?? throw SchemaValidator.Error(definition.Position, $"{prefix} it must have a field called {required.Name}.");
            Require(
                IsCovariant(required.Type, found.Type), found.Position, $"{prefix} the field {required.Name} must have type {required.Type}.");
            CheckImplementedArguments(prefix, required, found);
        }

        foreach (string transitive in contract.Interfaces)
        {
            if (!definition.Interfaces.Contains(transitive))
            {
                throw SchemaValidator.Error(
                    definition.Position,
                    transitive == definition.Name
                        ? $"Type {definition.Name} cannot implement {interfaceName} because it would create a circular reference."
                        : $"Type {definition.Name} must implement {transitive} because it is implemented by {interfaceName}.");
            }
        }
    }

    private static void CheckImplementedArguments(string prefix, FieldDefinition required, FieldDefinition found)
    {
        foreach (ArgumentDefinition argument in required.Arguments)
        {
            string same = $"{prefix} the field {required.Name} must have the same arguments but";
            ArgumentDefinition match = found.Arguments.Find(a => a.Name == argument.Name)
                ?? throw SchemaValidator.Error(found.Position, $"{same} it is missing {argument.Name}.");
            Require(argument.Type.IsCompatible(match.Type), match.Position, $"{same} {argument.Name} has the wrong type.");
        }

        foreach (ArgumentDefinition extra in found.Arguments)
        {
            bool isOptional = required.Arguments.Exists(a => a.Name == extra.Name) || !extra.Type.NonNull || extra.DefaultValue is not null;
            Require(
                isOptional,
                extra.Position,
                $"{prefix} any additional arguments on {found.Name} must be optional or have a default value but {extra.Name} is required.");
        }
    }

    private bool IsCovariant(TypeReference required, TypeReference actual)
    {
        if (required.NonNull && !actual.NonNull)
        {
            return false;
        }

        if (required.Elem is null)
        {
            return required.NamedType == actual.NamedType
                || schema.PossibleTypes(required.NamedType).Any(type => type.Name == actual.NamedType);
        }

        return actual.Elem is not null && IsCovariant(required.Elem, actual.Elem);
    }

    private void CheckType(TypeReference type) =>
        Require(schema.Types.ContainsKey(type.Name), type.Position, $"Undefined type {type.Name}.");

    private static void CheckName(GraphQlPosition position, string name) => Require(
        !name.StartsWith("__", StringComparison.Ordinal),
        position,
        $"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.");

    private static void Require(bool condition, GraphQlPosition position, string message)
    {
        if (!condition)
        {
            throw SchemaValidator.Error(position, message);
        }
    }
}
