namespace Platform.Rego.Builtins.Templates;

/// <summary>A parsed template.</summary>
internal abstract record TemplateNode
{
    public sealed record Text(string Value) : TemplateNode;

    public sealed record Action(TemplatePipeline Pipeline) : TemplateNode;

    public sealed record If(TemplatePipeline Condition, TemplateNode[] Then, TemplateNode[] Else) : TemplateNode;

    public sealed record With(TemplatePipeline Value, TemplateNode[] Then, TemplateNode[] Else) : TemplateNode;

    public sealed record Range(TemplatePipeline Collection, TemplateNode[] Body, TemplateNode[] Else) : TemplateNode;

    public sealed record Break : TemplateNode;

    public sealed record Continue : TemplateNode;

    public sealed record Call(string Name, TemplatePipeline? Argument) : TemplateNode;
}

/// <summary>Commands, each of which gets the value of the one before as its last argument.</summary>
/// <param name="Variables">The variables that take the result.</param>
/// <param name="Declares">Whether they are new.</param>
/// <param name="Commands">At least one.</param>
internal sealed record TemplatePipeline(string[] Variables, bool Declares, TemplateOperand[][] Commands);

/// <summary>A value in a command.</summary>
internal abstract record TemplateOperand
{
    public sealed record Literal(object? Value) : TemplateOperand;

    /// <summary><c>.a.b</c>; <c>.</c> alone has no names.</summary>
    public sealed record Field(string[] Names) : TemplateOperand;

    public sealed record Variable(string Name, string[] Names) : TemplateOperand;

    public sealed record Function(string Name) : TemplateOperand;

    public sealed record Parenthesized(TemplatePipeline Pipeline, string[] Names) : TemplateOperand;
}
