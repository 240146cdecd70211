using System.CommandLine;
using Platform.Cli.Chaos.Experiments;

namespace Platform.Cli.Chaos;

/// <summary><c>platform chaos</c>: breaks the platform on purpose and tells whether it did what it promised.</summary>
internal static class ChaosCommand
{
    public static Command Create() => new("chaos", """
        Break the platform on purpose, under load, and tell whether it kept its promises.

        Examples:
          platform chaos list
          platform chaos run broker-outage
          platform chaos run kill-each --count 300 --json | jq .notifications
        """)
    {
        ChaosListCommand.Create(),
        CreateRun(),
    };

    private static Command CreateRun()
    {
        var name = new Argument<string>("experiment") { Description = "Which one: " + string.Join(", ", Catalogue.All.Select(one => one.Name)) };
        name.AcceptOnlyFromAmong([.. Catalogue.All.Select(one => one.Name)]);
        var count = new Option<int?>("--count") { Description = "How many referrals are submitted in all (default: the experiment's own)", HelpName = "N" };
        var rate = new Option<int>("--rate") { Description = "Submissions a second at most; 0 is as fast as the platform takes them", HelpName = "N" };
        var attach = new Option<bool>("--attach") { Description = "Experiment on the platform that runs on the state folder, instead of starting one" };
        var database = GlobalOptions.Database();
        var keep = new Option<bool>("--keep") { Description = "Leave the state folder behind, with logs and databases" };
        var state = GlobalOptions.State();
        state.Description = "State folder (default: a temporary one; with --attach: $PLATFORM_STATE, else .platform in the repository)";
        var json = GlobalOptions.Json();
        var command = new Command("run", """
            Run one experiment: state a hypothesis, watch the platform under load, break something, recover, count.

            A platform of its own is started for it, with a real broker, and stopped afterwards. Whatever was broken is put right again before the
            command ends, also when it fails and on Ctrl-C.

            Examples:
              platform chaos run broker-outage
              platform chaos run consumer-killed --count 200 --rate 20
              platform chaos run policy-server-down --attach --state .platform
              platform chaos run kill-each --count 10000 --rate 0 --database postgres --json
              platform chaos run kill-each --state /tmp/chaos --keep      (then: platform logs --state /tmp/chaos)

            Exit codes: 0 the hypothesis held and everything recovered, 1 it did not, 2 bad arguments, 3 nothing runs to attach to,
            4 another platform uses the state folder, 5 a tool is missing.
            """) { name, count, rate, database, attach, state, keep, json };
        command.SetAction((result, cancellation) =>
        {
            var experiment = Catalogue.All.Single(one => one.Name == result.GetValue(name));
            var options = new ChaosOptions(
                result.GetValue(count) ?? experiment.DefaultCount, result.GetValue(rate), result.GetValue(state),
                result.GetValue(attach), result.GetResult(database) is { Implicit: false } ? result.GetValue(database) : null, result.GetValue(keep), result.GetValue(json));
            if (options.Refusal() is { } refusal)
            {
                Console.Error.WriteLine(refusal);
                return Task.FromResult(ExitCode.BadArguments);
            }
            return ChaosRun.RunAsync(experiment, options, cancellation);
        });
        return command;
    }
}
