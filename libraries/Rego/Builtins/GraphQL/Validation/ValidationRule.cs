namespace Platform.Rego.Builtins.GraphQL.Validation;

/// <summary>One rule of https://spec.graphql.org/October2021/#sec-Validation, told of every node after its children.</summary>
internal abstract class ValidationRule
{
    public virtual void Operation(QueryWalker walker, OperationDefinition operation)
    {
    }

    public virtual void Fragment(QueryWalker walker, FragmentDefinition fragment)
    {
    }

    public virtual void Variable(QueryWalker walker, VariableDefinition variable)
    {
    }

    public virtual void Field(QueryWalker walker, Field field)
    {
    }

    public virtual void InlineFragment(QueryWalker walker, InlineFragment fragment)
    {
    }

    public virtual void FragmentSpread(QueryWalker walker, FragmentSpread spread)
    {
    }

    public virtual void Directive(QueryWalker walker, Directive directive)
    {
    }

    public virtual void DirectiveList(QueryWalker walker, List<Directive> directives)
    {
    }

    public virtual void Value(QueryWalker walker, GraphQlValue value)
    {
    }
}
