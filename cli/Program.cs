using System.CommandLine;
using Platform.Cli;
using Platform.Cli.Audit;
using Platform.Cli.Bench;
using Platform.Cli.Chaos;
using Platform.Cli.Decisions;
using Platform.Cli.Demo;
using Platform.Cli.Exam;
using Platform.Cli.Labs;
using Platform.Cli.Output;
using Platform.Cli.Policy;
using Platform.Cli.Probe;
using Platform.Cli.Publish;
using Platform.Cli.Rego;
using Platform.Cli.Revocations;

PlainOutput.WhenRedirected();

// The table of contents: one line, and one file, per command.
var root = new RootCommand("The platform: run it, look into it, break it, prove its policies.")
{
    UpCommand.Create(),
    TestCommand.Create(),
    DemoCommand.Create(),
    ExamCommand.Create(),
    ProbeCommand.Create(),
    ExposuresCommand.Create(),
    ChaosCommand.Create(),
    LabCommand.Create(),
    TokenCommand.Create(),
    RevokeCommand.Create(),
    AuditCommand.Create(),
    PolicyCommand.Create(),
    DecisionsCommand.Create(),
    WhyCommand.Create(),
    BenchmarkCommand.Create(),
    RegoCommand.Create(),
    PublishCommand.Create(),
    StopCommand.Create(),
    ResetCommand.Create(),
    PsCommand.Create(),
    LogsCommand.Create(),
    ResourceCommand.Create(),
};

ExamplesInHelp.AddTo(root);

// Ctrl-C lets a command finish in order; the platform needs seconds for that, not the two that are the default.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(40) });
