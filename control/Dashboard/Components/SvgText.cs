using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Platform.Dashboard.Components;

/// <summary>A text in a picture. Razor takes an element of this name for its own.</summary>
public sealed class SvgText : ComponentBase
{
    /// <summary>The middle of the text.</summary>
    [Parameter, EditorRequired] public int X { get; set; }

    /// <summary>Its base line.</summary>
    [Parameter, EditorRequired] public int Y { get; set; }

    /// <summary>What it says.</summary>
    [Parameter, EditorRequired] public string Text { get; set; } = "";

    /// <summary>A second line.</summary>
    [Parameter] public bool Small { get; set; }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Y);
        builder.AddAttribute(3, "class", Small ? "small" : null);
        builder.AddContent(4, Text);
        builder.CloseElement();
    }
}
