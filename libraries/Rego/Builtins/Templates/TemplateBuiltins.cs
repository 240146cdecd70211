using Platform.Rego.Values;

namespace Platform.Rego.Builtins.Templates;

/// <summary>strings.render_template</summary>
internal static class TemplateBuiltins
{
    /// <summary>Renders a Go text/template; a missing variable renders as <c>&lt;undefined&gt;</c>.</summary>
    [Builtin("strings.render_template")]
    internal static string RenderTemplate(BuiltinContext context, string template, RObj variables)
    {
        string text = TemplateMachine.Render(template, variables, context.Cancellation);
        context.Charge(text.Length);
        return text;
    }
}
