using Spectre.Console;

namespace Platform.Cli.Demo;

/// <summary>Tells people what happens. With <c>--json</c> it goes to standard error, so that standard output holds the one line only.</summary>
internal sealed class Story(IAnsiConsole console)
{
    private const int WidthOfAFile = 240;

    public static Story For(bool json)
    {
        var plain = json ? Console.IsErrorRedirected : Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(json ? Console.Error : Console.Out),
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (plain)
            console.Profile.Width = WidthOfAFile;
        return new Story(console);
    }

    public void Chapter(string title) => console.Write(new Rule($"[bold]{Markup.Escape(title)}[/]") { Justification = Justify.Left });

    public void Step(string what, string call, int status) =>
        console.MarkupLine($"  [green]✓[/] {Markup.Escape(what)}\n    [grey]{Markup.Escape(call)} → {status}[/]");

    public void Say(string text) => console.MarkupLine($"  {Markup.Escape(text)}");

    public void Good(string text) => console.MarkupLine($"  [green]✓[/] {Markup.Escape(text)}");

    public void Bad(string text) => console.MarkupLine($"  [red]✗ {Markup.Escape(text)}[/]");

    public void Write(Table table) => console.Write(table);
}
