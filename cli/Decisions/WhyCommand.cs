using System.CommandLine;

namespace Platform.Cli.Decisions;

/// <summary><c>platform why</c>: why a logged decision is what it is.</summary>
internal static class WhyCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("decision-id") { Description = "The id of a denial's answer, or of ./platform decisions" };
        var persona = new Option<string>("--as") { Description = "Who asks", DefaultValueFactory = _ => "operator" };
        var (state, json) = (GlobalOptions.State(), GlobalOptions.Json());
        var command = new Command("why", """
            Tell why a logged decision is what it is: the rule, the body closest to a permit, the first expression that failed with its values, and
            changes of the input that would permit, each evaluated by the revision that decided. Ids of people are pseudonyms.

            With --json, standard output holds one line: the decision and the answer.

            Examples:
              platform why 019c2f0e5d7a7b3e9a4f6c1d2e3f4a5b
              platform why $(platform decisions --denied --json | jq -r '.[0].decisionId')

            Exit codes: 0 answered, 1 refused, unknown or failed, 3 nothing runs.
            """) { id, persona, state, json };
        command.SetAction((result, cancellation) => DecisionQuestion.AskAsync(
            $"/decisions/{Uri.EscapeDataString(result.GetValue(id)!)}/why",
            result.GetValue(persona)!,
            result.GetValue(state),
            answer =>
            {
                if (result.GetValue(json))
                {
                    Console.WriteLine(answer.ToJsonString());
                    return;
                }

                Console.WriteLine($"{answer["decision"]!["time"]} {answer["decision"]!["service"]} {answer["decision"]!["action"]}: {answer["decision"]!["outcome"]}, revision {answer["decision"]!["revision"]}");
                Console.Write(answer["text"]!.GetValue<string>());
                if (answer["note"]!.GetValue<string>() is { Length: > 0 } note)
                    Console.WriteLine(note);
            },
            cancellation));
        return command;
    }
}
