using System.Text.Json;
using Platform.Cli.Demo.Breach;
using Spectre.Console;

namespace Platform.Cli.Demo;

/// <summary>
/// Tells people what happens. With <c>--json</c> it goes to standard error, so that standard output holds the one line only. With <c>--json-lines</c> programs
/// are told on standard output, each attempt too; they write it into logs, so nothing of a patient is in it.
/// </summary>
internal sealed class Story(IAnsiConsole console, TextWriter? lines = null)
{
    private const int WidthOfAFile = 240;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Story For(bool json, bool jsonLines = false)
    {
        var apart = json || jsonLines;
        var plain = apart ? Console.IsErrorRedirected : Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(jsonLines ? TextWriter.Null : json ? Console.Error : Console.Out),
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (plain)
            console.Profile.Width = WidthOfAFile;
        return new Story(console, jsonLines ? Console.Out : null);
    }

    public void Chapter(string title)
    {
        console.Write(new Rule($"[bold]{Markup.Escape(title)}[/]") { Justification = Justify.Left });
        Line(new { @event = "chapter", text = title });
    }

    public void Step(string what, string call, int status)
    {
        console.MarkupLine($"  [green]✓[/] {Markup.Escape(what)}\n    [grey]{Markup.Escape(call)} → {status}[/]");
        // What it says names the patient.
        Line(new { @event = "step", text = call, status });
    }

    public void Say(string text)
    {
        console.MarkupLine($"  {Markup.Escape(text)}");
        Line(new { @event = "say", text });
    }

    public void Good(string text)
    {
        console.MarkupLine($"  [green]✓[/] {Markup.Escape(text)}");
        Line(new { @event = "good", text });
    }

    public void Bad(string text)
    {
        console.MarkupLine($"  [red]✗ {Markup.Escape(text)}[/]");
        Line(new { @event = "bad", text });
    }

    /// <summary>An attempt was answered; people are told of those alone that were not refused.</summary>
    public void Attempted(Verdict verdict)
    {
        var (attempt, outcome) = (verdict.Attempt, verdict.Outcome.ToString().ToLowerInvariant());
        Line(new { @event = "attempt", attempt.Route, attempt.Port, attempt.Identity, outcome, status = verdict.Answer.Status });
        if (verdict.Outcome != Outcome.Refused)
            Bad($"{outcome}: {verdict}");
    }

    /// <summary>The end, for programs.</summary>
    public void End(bool good) => Line(new { @event = "end", good });

    public void Write(Table table) => console.Write(table);

    private void Line(object told) => lines?.WriteLine(JsonSerializer.Serialize(told, Json));
}
