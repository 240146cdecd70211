using System.Text.Json.Nodes;

namespace Platform.Cli.Demo.Breach;

/// <summary>Everything that is tried against a running platform, route by route from its own inventory.</summary>
internal sealed class BreachCampaign(PlatformUnderTest platform, JourneyFacts facts, HttpClient gateway, People people, Story story)
{
    private static readonly TimeSpan ExpiredAfter = TimeSpan.FromSeconds(32);
    private readonly Dictionary<(string, string, string), ServiceCredentials> credentials = [];

    public async Task<BreachRun> RunAsync(CancellationToken cancellation)
    {
        story.Chapter("The breach: every route, every wrong identity, every port");
        var run = new BreachRun([.. facts.Canaries], story.Attempted);
        facts = facts with { RelationshipId = await OpenRelationshipAsync(cancellation) };
        var prepared = TimeProvider.System.GetTimestamp();
        var services = await PrepareServicesAsync(run, cancellation);
        using var control = await ControlAttacks.PrepareAsync(platform, people.Consultant, cancellation);
        using var edge = await GatewayAttacks.PrepareAsync(platform, facts, [people.Gp, people.Consultant, people.Operations, people.Auditor], people.Unrelated, cancellation);
        using var dashboard = await DashboardAttacks.PrepareAsync(platform, people.Operations, cancellation);
        try
        {
            var before = await BaselineAsync(run, services, "before", cancellation);
            await control.BaselineAsync(run, cancellation);
            await edge.BaselineAsync(run, cancellation);
            await dashboard.BaselineAsync(run, cancellation);

            // These need no expired token.
            await Chapter("forged caller headers", run, edge.ForgedHeaders(), cancellation);
            await Chapter("enumeration of 200 NHS numbers", run, edge.Enumeration(), cancellation);

            // The tokens of one second must be past the clock skew that is allowed, otherwise they would prove nothing.
            var remaining = ExpiredAfter - TimeProvider.System.GetElapsedTime(prepared);
            if (remaining > TimeSpan.Zero)
            {
                story.Say($"Waiting {remaining.TotalSeconds:0} s for the expired tokens to be expired");
                await Task.Delay(remaining, cancellation);
            }
            foreach (var service in services)
                await Chapter(service.Route, run, service.Attempts(before[service]), cancellation);
            await Chapter("gateway", run, edge.Attempts(), cancellation);
            await Chapter("dashboard", run, dashboard.Attempts(), cancellation);
            await Chapter("identity, policy, sidecars, health", run, control.Attempts(), cancellation);
            await AttackMessagesAsync(run, cancellation);
            await BaselineAsync(run, services, "after", cancellation);
        }
        finally
        {
            foreach (var service in services)
                service.Dispose();
        }
        return run;
    }

    private async Task AttackMessagesAsync(BreachRun run, CancellationToken cancellation)
    {
        if (await MessageAttacks.PrepareAsync(platform, facts, gateway, people, cancellation) is not { } messages)
        {
            story.Say("The messages were not attacked: this system does not show the environment of a process, from which the broker's passwords are stolen");
            return;
        }
        await Chapter("messages over the broker", run, messages.Attempts(), cancellation);
        await messages.ControlAsync(run, cancellation);
    }

    private async Task<List<ServiceAttacks>> PrepareServicesAsync(BreachRun run, CancellationToken cancellation)
    {
        var stranger = await platform.VisitAsync("probe", cancellation);
        var services = new List<ServiceAttacks>();
        foreach (var inventory in platform.Inventories)
        {
            foreach (var route in inventory.Routes.Where(route => route.Listener == "app" || route is { Listener: "control", Label: "policy" }))
            {
                if (Recipes.All.FirstOrDefault(recipe => recipe.Fits(inventory.AppId, route)) is not { } recipe)
                {
                    run.Add(Unknown($"{inventory.AppId} {route.Method} {route.Pattern}", "app"));
                    continue;
                }
                var person = recipe.Persona switch { "consultant" => people.Consultant, "operator" => people.Operations, "auditor" => people.Auditor, _ => people.Gp };
                var key = (recipe.Caller, recipe.AppId, recipe.Persona);
                if (!credentials.TryGetValue(key, out var known))
                {
                    known = recipe.Persona.Length == 0
                        ? await ServiceCredentials.PrepareAloneAsync(platform, recipe.Caller, recipe.AppId, person, people.Unrelated, cancellation)
                        : await ServiceCredentials.PrepareAsync(platform, recipe.Caller, recipe.AppId, person, people.Unrelated, cancellation);
                    credentials.Add(key, known);
                }
                services.Add(new ServiceAttacks(platform, recipe, facts, known, await platform.VisitAsync(recipe.Caller, cancellation), stranger));
            }
        }
        return services;
    }

    /// <summary>The right identity must be answered, or the refusals would prove nothing. A conflict of state is an answer: the service itself gave it.</summary>
    private async Task<Dictionary<ServiceAttacks, Answer>> BaselineAsync(BreachRun run, List<ServiceAttacks> services, string when, CancellationToken cancellation)
    {
        var answers = new Dictionary<ServiceAttacks, Answer>();
        foreach (var service in services)
        {
            var answer = await service.CallRightlyAsync(await FreshAsync(service, cancellation), cancellation);
            answers[service] = answer;
            if (answer.Status is not (>= 200 and < 300 or 409))
                run.Add(NotAnswered(service.Route, "mesh", when, answer));
        }
        story.Say($"The right identity was answered on {answers.Values.Count(answer => answer.Status is >= 200 and < 300 or 409)} of {services.Count} routes {when} the attacks");
        return answers;
    }

    // A relationship can be closed once only, so the right call closes one that was opened for it.
    private async Task<JourneyFacts> FreshAsync(ServiceAttacks service, CancellationToken cancellation)
    {
        if (service.Route != "records DELETE /relationships/{id}")
            return facts;
        return facts with { RelationshipId = await OpenRelationshipAsync(cancellation) };
    }

    /// <summary>Opens a relationship as referrals does, and returns its id.</summary>
    public async Task<string> OpenRelationshipAsync(CancellationToken cancellation)
    {
        var recipe = Recipes.All.Single(recipe => recipe is { AppId: "records", Method: "POST", Pattern: "/relationships" });
        var known = credentials.TryGetValue((recipe.Caller, recipe.AppId, recipe.Persona), out var ready)
            ? ready
            : await ServiceCredentials.PrepareAsync(platform, recipe.Caller, recipe.AppId, people.Gp, people.Unrelated, cancellation);
        var caller = await platform.VisitAsync(recipe.Caller, cancellation);
        using var attacks = new ServiceAttacks(platform, recipe, facts, known, caller, caller);
        var answer = await attacks.CallRightlyAsync(facts, cancellation);
        return answer.IsSuccess && JsonNode.Parse(answer.Body)!["relationshipIds"] is JsonArray { Count: > 0 } ids
            ? (string)ids[0]!
            : throw new DemoException($"a relationship could not be opened: {answer}");
    }

    private async Task Chapter(string title, BreachRun run, IEnumerable<Attempt> attempts, CancellationToken cancellation)
    {
        var first = run.Verdicts.Count;
        await run.RunAsync(attempts, cancellation);
        var verdicts = run.Verdicts.Skip(first).ToList();
        var line = $"{title}: {verdicts.Count(verdict => verdict.Outcome == Outcome.Refused)} of {verdicts.Count} refused";
        if (verdicts.All(verdict => verdict.Outcome == Outcome.Refused))
            story.Good(line);
        else
            story.Bad(line);
    }

    internal static Verdict NotAnswered(string route, string port, string when, Answer answer) =>
        new(new Attempt(route, port, $"rightIdentity ({when})", [200], false, null, _ => Task.FromResult(answer)), Outcome.Failed, answer);

    internal static Verdict Unknown(string route, string port) =>
        NotAnswered(route, port, "no recipe", new Answer(null, "", false, "the demo does not know this route; give it a recipe"));
}
