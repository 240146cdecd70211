using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Platform.Cli.Policy.Emergency;
using Platform.Cli.Policy.Replay;
using Platform.Cli.Policy.Testing;
using Platform.Cli.Running;

namespace Platform.Cli.Policy;

/// <summary><c>policy</c>: the platform's policies as a product: who may do what, and what a change would change.</summary>
internal static class PolicyCommand
{
    public static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create() => new("policy", "The platform's policies: who may do what, what their tests notice, and what a change would decide otherwise.")
    {
        MatrixCommand.Create(),
        DiffCommand.Create(),
        PolicyTestCommand.Create(),
        MutateCommand.Create(),
        ReplayCommand.Create(),
        FilterCommand.Create(),
        RevisionsCommand.Create(),
        DenyCommand.Create(),
        LiftCommand.Create(),
        DenialsCommand.Create(),
    };

    public static Argument<string?> Folder(string name) => new(name) { Description = "The folder of policies (default: policies/ of this repository)", Arity = ArgumentArity.ZeroOrOne };

    public static string Resolve(string? folder) => folder ?? Repository.File("policies");
}
